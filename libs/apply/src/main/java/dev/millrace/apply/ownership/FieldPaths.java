package dev.millrace.apply.ownership;

import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates between the paths of {@code fieldsV1} and JSON pointers into an object. */
public final class FieldPaths {

  private FieldPaths() {}

  /** The place of a field in an object; nothing if an item on the way is not in its list. */
  public static Optional<JsonPointer> pointer(@Nullable Object tree, List<String> path) {
    List<String> tokens = new ArrayList<>();
    Object node = tree;
    for (String text : path) {
      String token = token(node, text);
      if (token.isEmpty()) {
        return Optional.empty();
      }
      tokens.add(token);
      node = JsonPointer.of(token).get(node);
    }
    return Optional.of(new JsonPointer(tokens));
  }

  private static String token(@Nullable Object node, String text) {
    List<?> list = node instanceof List<?> items ? items : List.of();
    return switch (PathElement.parse(text)) {
      case PathElement.Key(String name) -> name;
      case PathElement.Item item -> indexToken(item.indexIn(list));
      case PathElement.Value(Object value) -> indexToken(indexOf(list, value));
      case PathElement.Other _ -> "";
    };
  }

  private static String indexToken(int index) {
    return index < 0 ? "" : Integer.toString(index);
  }

  private static int indexOf(List<?> list, @Nullable Object value) {
    for (int i = 0; i < list.size(); i++) {
      if (Tree.same(list.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The path of a place in an object. The keys of list items are looked up among the fields that
   * somebody owns; nothing if none has the item.
   */
  public static Optional<List<String>> path(
      @Nullable Object tree, JsonPointer pointer, FieldSet known) {
    List<String> path = new ArrayList<>();
    Object node = tree;
    for (String token : pointer.tokens()) {
      if (node instanceof List<?> list) {
        JsonPointer step = JsonPointer.of(token);
        Optional<String> item = itemPath(step.get(list), known.at(path));
        if (!step.isIn(list) || item.isEmpty()) {
          return Optional.empty();
        }
        path.add(item.get());
        node = step.get(list);
      } else {
        path.add("f:" + token);
        node = Tree.get(node, token);
      }
    }
    return Optional.of(List.copyOf(path));
  }

  private static Optional<String> itemPath(@Nullable Object item, FieldSet siblings) {
    return siblings.children().keySet().stream()
        .filter(
            text ->
                switch (PathElement.parse(text)) {
                  case PathElement.Item candidate -> item instanceof Map && candidate.matches(item);
                  case PathElement.Value candidate -> Tree.same(candidate.value(), item);
                  default -> false;
                })
        .findFirst();
  }
}
