package dev.millrace.kustomize.fieldspec;

import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.Tag;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes an action to the fields that specifications name. Lists on the way are entered item by
 * item; a path that ends early is skipped or made, as the specification says.
 */
public final class FieldVisitor {
  private final Node.@Nullable Kind createKind;
  private final String createTag;
  private final Consumer<Node> action;

  private FieldVisitor(Node.@Nullable Kind createKind, String createTag, Consumer<Node> action) {
    this.createKind = createKind;
    this.createTag = createTag;
    this.action = action;
  }

  /** A visitor that never makes fields. */
  public static FieldVisitor ofExisting(Consumer<Node> action) {
    return new FieldVisitor(null, Tag.NONE, action);
  }

  /** A visitor that makes missing last fields of a kind where specifications ask for it. */
  public static FieldVisitor creating(Node.Kind kind, String tag, Consumer<Node> action) {
    return new FieldVisitor(kind, tag, action);
  }

  /** Visits the fields of all specifications that are for the kind of the object. */
  public void visit(Resource resource, List<FieldSpec> specs) {
    Gvk gvk = resource.gvk();
    for (FieldSpec spec : specs) {
      if (gvk.isSelectedBy(spec.gvk())) {
        visitSelected(resource, spec);
      }
    }
  }

  /** Visits the fields of a specification, if it is for the kind of the object. */
  public void visit(Resource resource, FieldSpec spec) {
    if (resource.gvk().isSelectedBy(spec.gvk())) {
      visitSelected(resource, spec);
    }
  }

  /**
   * Visits the fields of a specification, whatever kind it is for.
   *
   * @throws KustomizeException if a value on the path is neither a map nor a list
   */
  public void visitSelected(Resource resource, FieldSpec spec) {
    try {
      walk(resource.node(), spec, 0);
    } catch (KustomizeException e) {
      throw e.during("considering field '" + spec.path() + "' of object " + resource.currentId())
          .in(resource.source().file(), resource.source().line());
    }
  }

  private void walk(Node node, FieldSpec spec, int depth) {
    if (depth == spec.parts().size()) {
      action.accept(node);
      return;
    }
    if (node.isNull()) {
      return;
    }
    switch (node.kind()) {
      case LIST -> List.copyOf(node.items()).forEach(item -> walk(item, spec, depth));
      case MAP -> walkField(node, spec, depth);
      case SCALAR -> throw new KustomizeException("expected sequence or mapping node");
    }
  }

  private void walkField(Node map, FieldSpec spec, int depth) {
    String part = spec.parts().get(depth);
    boolean isList = part.endsWith("[]");
    String name = isList ? part.substring(0, part.length() - 2) : part;
    if (name.isEmpty()) {
      throw new KustomizeException("cannot set or create an empty field name");
    }
    boolean isLast = depth + 1 == spec.parts().size();
    Node.Kind kind = null;
    String tag = Tag.NONE;
    if (!spec.create() || createKind == null || isList) {
      kind = isList ? Node.Kind.LIST : null;
    } else {
      kind = isLast ? createKind : Node.Kind.MAP;
      tag = isLast ? createTag : Tag.MAP;
    }
    Node field =
        kind == null || isList
            ? Lookup.find(map, name)
            : Lookup.findOrCreate(map, List.of(name), kind);
    if (field == null) {
      return;
    }
    if (field.isNull() && kind != null) {
      field.convertTo(kind, tag);
    }
    walk(field, spec, depth + 1);
  }
}
