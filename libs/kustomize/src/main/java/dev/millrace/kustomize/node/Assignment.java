package dev.millrace.kustomize.node;

import dev.millrace.kustomize.node.Node.Kind;
import dev.millrace.kustomize.node.Node.Style;
import dev.millrace.kustomize.problem.KustomizeException;
import org.jspecify.annotations.Nullable;

/** Sets values the way kustomize does: what is there keeps its quotes, new text gets some. */
final class Assignment {
  private Assignment() {}

  /** See {@link Node#setField(String, Node, Style)}. */
  static @Nullable Node field(Node map, String name, @Nullable Node value, Style keyStyle) {
    if (name.isEmpty()) {
      throw new KustomizeException("a field with an empty name can't be set" + map.place());
    }
    if (value == null || value.isNull()) {
      map.removeField(name);
      return null;
    }
    quoteIfAmbiguous(value);
    Node existing = map.get(name);
    if (existing == null) {
      map.addField(Node.scalar(name).withStyle(keyStyle), value);
      return value;
    }
    value.copyStyle(existing);
    existing.become(value);
    return existing;
  }

  /** See {@link Node#setScalar}. */
  static void scalar(Node scalar, Node value) {
    quoteIfAmbiguous(value);
    scalar.requireKind(Kind.SCALAR);
    if (!value.isNull()) {
      value.copyStyle(scalar);
      scalar.become(value);
    }
  }

  /** Text that YAML 1.1 would take for something else gets quotes, unless it has a style. */
  private static void quoteIfAmbiguous(Node value) {
    boolean unstyled = value.style() == Style.PLAIN && !value.isFlow() && !value.hasExplicitTag();
    if (value.isText() && unstyled && ScalarMeaning.isAmbiguous(value.text())) {
      value.withStyle(Style.DOUBLE_QUOTED);
    }
  }
}
