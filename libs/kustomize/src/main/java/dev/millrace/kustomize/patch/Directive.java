package dev.millrace.kustomize.patch;

import dev.millrace.kustomize.node.ListItems;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code $patch} directive of a strategic merge patch. */
enum Directive {
  MERGE,
  REPLACE,
  DELETE;

  private static final String KEY = "$patch";

  /**
   * Finds the directive of a map, or of a list in an item of its own, and takes it out of the
   * patch.
   *
   * @throws KustomizeException if the directive is unknown
   */
  static Directive takeFrom(@Nullable Node patch) {
    if (patch == null) {
      return MERGE;
    }
    return switch (patch.kind()) {
      case MAP -> takeFromMap(patch);
      case LIST -> takeFromList(patch);
      case SCALAR -> throw new KustomizeException("a scalar can't be merged into a map or a list");
    };
  }

  private static Directive takeFromMap(Node patch) {
    Node node = patch.field(KEY);
    if (node == null) {
      return MERGE;
    }
    Directive directive = of(node.text());
    patch.removeField(KEY);
    return directive;
  }

  private static Directive takeFromList(Node patch) {
    for (Node item : patch.items()) {
      Node node = item.field(KEY);
      if (node != null) {
        if (item.fields().size() > 1) {
          return MERGE;
        }
        Directive directive = of(node.text());
        ListItems.remove(patch, List.of(KEY), List.of(node.text()));
        return directive;
      }
    }
    return MERGE;
  }

  private static Directive of(String text) {
    return switch (text) {
      case "merge" -> MERGE;
      case "replace" -> REPLACE;
      case "delete" -> DELETE;
      default ->
          throw new KustomizeException(
              "unknown patch strategy '" + text + "'; use merge, replace or delete");
    };
  }
}
