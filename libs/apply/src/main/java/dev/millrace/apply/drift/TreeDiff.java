package dev.millrace.apply.drift;

import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two trees, in an order in which they can be applied one after another:
 * removals from the end of a list come from the back.
 */
public final class TreeDiff {

  private final List<FieldChange> changes = new ArrayList<>();

  private TreeDiff() {}

  /** The differences between any two trees. */
  public static List<FieldChange> between(@Nullable Object before, @Nullable Object after) {
    TreeDiff diff = new TreeDiff();
    diff.compare(new JsonPointer(List.of()), before, after);
    return List.copyOf(diff.changes);
  }

  /**
   * The differences that count between an object and what a dry run made of it: labels, annotations
   * and everything but metadata and status (FLUX.md 3.3).
   */
  public static List<FieldChange> ofObjects(KubeObject before, KubeObject after) {
    return between(comparable(before), comparable(after));
  }

  /** What of an object counts for {@link #ofObjects}. */
  public static Map<String, @Nullable Object> comparable(KubeObject object) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    for (String field : List.of("labels", "annotations")) {
      Map<String, @Nullable Object> entries = Tree.map(object.tree(), "metadata", field);
      if (!entries.isEmpty()) {
        metadata.put(field, entries);
      }
    }
    tree.put("metadata", metadata);
    object
        .tree()
        .forEach(
            (key, value) -> {
              if (!key.equals("metadata") && !key.equals("status")) {
                tree.put(key, value);
              }
            });
    return tree;
  }

  private void compare(JsonPointer path, @Nullable Object before, @Nullable Object after) {
    if (before instanceof Map<?, ?> && after instanceof Map<?, ?>) {
      compareMaps(path, Tree.map(before), Tree.map(after));
    } else if (before instanceof List<?> && after instanceof List<?>) {
      compareLists(path, Tree.list(before), Tree.list(after));
    } else if (!Tree.same(before, after)) {
      changes.add(FieldChange.changed(path, before, after));
    }
  }

  private void compareMaps(
      JsonPointer path, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    before.forEach(
        (key, value) -> {
          JsonPointer child = path.child(key);
          if (after.containsKey(key)) {
            compare(child, value, after.get(key));
          } else {
            changes.add(FieldChange.removed(child, value));
          }
        });
    after.forEach(
        (key, value) -> {
          if (!before.containsKey(key)) {
            changes.add(FieldChange.added(path.child(key), value));
          }
        });
  }

  private void compareLists(
      JsonPointer path, List<@Nullable Object> before, List<@Nullable Object> after) {
    int common = Math.min(before.size(), after.size());
    for (int i = 0; i < common; i++) {
      compare(path.child(Integer.toString(i)), before.get(i), after.get(i));
    }
    for (int i = before.size() - 1; i >= common; i--) {
      changes.add(FieldChange.removed(path.child(Integer.toString(i)), before.get(i)));
    }
    for (int i = common; i < after.size(); i++) {
      changes.add(FieldChange.added(path.child(Integer.toString(i)), after.get(i)));
    }
  }
}
