package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.node.FieldPaths;
import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.PathText;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.resource.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets fields to a value, or puts the value into the path that a field holds. */
public final class ValueAddTransformer implements Transformer {
  private static final String NAMESPACE = "metadata/namespace";

  private final String value;
  private final List<Target> targets;

  /**
   * Fields that take the value.
   *
   * @param selector which objects, or null for all
   * @param fieldPath names divided by {@code /}
   * @param position where in a path the value goes, counted from 1; 0 replaces the field
   */
  public record Target(@Nullable Selector selector, String fieldPath, long position) {}

  /**
   * Adds a value.
   *
   * @throws KustomizeException if there is no target, or one is incomplete
   */
  public ValueAddTransformer(String value, List<Target> targets) {
    this.value = value;
    this.targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new KustomizeException("a ValueAddTransformer must have at least one target");
    }
    for (Target target : targets) {
      if (target.fieldPath.isEmpty() || target.position < 0) {
        throw new KustomizeException(
            "a target of a ValueAddTransformer needs a fieldPath and a position that is not"
                + " negative");
      }
    }
  }

  @Override
  public void transform(ResourceMap resources) {
    for (Target target : targets) {
      List<Resource> selected =
          target.selector == null ? resources.resources() : resources.select(target.selector);
      selected.forEach(resource -> add(resource, target));
    }
    resources.idsChanged();
  }

  private void add(Resource resource, Target target) {
    if (target.fieldPath.equals(NAMESPACE)) {
      new NamespaceTransformer(value, List.of(), NamespaceTransformer.Subjects.DEFAULT_ONLY, false)
          .setNamespace(resource);
      return;
    }
    List<String> path = FieldPaths.split(target.fieldPath, '/');
    Node field = Lookup.findOrCreate(resource.node(), path, Node.Kind.SCALAR);
    if (field != null) {
      field.requireKind(Node.Kind.SCALAR);
      String text = target.position > 0 ? insert(field.text(), target.position - 1) : value;
      field.setScalar(Node.scalar(text));
    }
  }

  private String insert(String path, long position) {
    boolean absolute = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    parts.add((int) Math.min(position, parts.size()), value);
    String joined = PathText.clean(String.join("/", parts));
    return absolute ? "/" + joined : joined;
  }
}
