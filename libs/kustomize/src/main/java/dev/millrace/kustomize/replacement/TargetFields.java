package dev.millrace.kustomize.replacement;

import dev.millrace.kustomize.kustomization.Replacement.FieldOptions;
import dev.millrace.kustomize.kustomization.Replacement.Target;
import dev.millrace.kustomize.node.FieldPaths;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.PathMatcher;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets the fields of one target of a replacement. */
final class TargetFields {
  private final List<String> fieldPaths;
  private final @Nullable FieldOptions options;
  private final Node value;

  TargetFields(Target target, Node value) {
    this.fieldPaths =
        target.fieldPaths().isEmpty() ? List.of("metadata.name") : target.fieldPaths();
    this.options = target.options();
    this.value = value;
  }

  void set(Resource resource) {
    for (String path : fieldPaths) {
      try {
        set(resource.node(), path);
      } catch (KustomizeException e) {
        throw e.during("replacing in " + resource.currentId())
            .in(resource.source().file(), resource.source().line());
      }
    }
  }

  private void set(Node root, String path) {
    List<String> parts = FieldPaths.splitWithBrackets(path);
    boolean create = options != null && options.create();
    Node.Kind createKind = create ? value.kind() : null;
    if (StructuredText.set(root, parts, createKind, this::setValue)) {
      return;
    }
    List<Node> fields = match(root, parts, path, createKind);
    fields.forEach(this::setValue);
  }

  private static List<Node> match(
      Node root, List<String> parts, String path, Node.@Nullable Kind createKind) {
    String message =
        "unable to find "
            + (createKind == null ? "" : "or create ")
            + "field \""
            + path
            + "\" in replacement target";
    List<Node> fields;
    try {
      fields = new PathMatcher(parts, createKind).match(root);
    } catch (KustomizeException e) {
      throw e.during(message);
    }
    if (fields.isEmpty()) {
      throw new KustomizeException(message + "; correct the path, or set options.create");
    }
    return fields;
  }

  private void setValue(Node field) {
    Node changed = value.copy();
    if (options != null && !options.delimiter().isEmpty()) {
      ReplacementTransformer.requireScalar(field);
      changed.setText(withPart(field.text(), options));
    }
    if (field.isScalar()) {
      field.setText(changed.text());
    } else {
      field.become(changed);
    }
  }

  /** A negative index puts the value before the first part, one beyond the end after the last. */
  private String withPart(String text, FieldOptions part) {
    List<String> parts = ReplacementTransformer.split(text, part.delimiter());
    String replaced = value.isNull() ? "" : value.text();
    if (part.index() < 0) {
      parts.addFirst(replaced);
    } else if (part.index() >= parts.size()) {
      parts.add(replaced);
    } else {
      parts.set(part.index(), replaced);
    }
    return String.join(part.delimiter(), parts);
  }
}
