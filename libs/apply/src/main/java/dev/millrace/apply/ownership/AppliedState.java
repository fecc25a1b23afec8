package dev.millrace.apply.ownership;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one manager applied to an object and still owns. The API server drops a field from the
 * owner's set as soon as anybody else changes it, so this tells without a request whether applying
 * again would change anything, and what others took away.
 *
 * @param fields the fields that the manager owns
 * @param values those fields with their values
 * @param time when the manager last changed something
 */
public record AppliedState(FieldSet fields, Map<String, @Nullable Object> values, String time) {

  private static final List<String> NOT_OWNED = List.of("apiVersion", "kind", "status");
  private static final List<String> METADATA_NOT_OWNED =
      List.of("name", "namespace", "creationTimestamp", "managedFields", "uid", "resourceVersion");

  /** Reads the state from an object; nothing if the manager never applied it. */
  public static Optional<AppliedState> of(KubeObject object, String manager) {
    return ManagedFields.of(object)
        .appliedBy(manager)
        .map(
            entry -> {
              FieldSet fields = entry.fields();
              return new AppliedState(
                  fields, Tree.map(project(object.tree(), fields)), entry.time());
            });
  }

  /**
   * Whether the manager owns exactly the fields that an object has, with the same values, so that
   * applying the object would change nothing. A false answer proves nothing: the server may write
   * values in another way.
   */
  public boolean equalsDesired(KubeObject desired) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(desired.tree());
    NOT_OWNED.forEach(tree::remove);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(Tree.map(tree, "metadata"));
    METADATA_NOT_OWNED.forEach(metadata::remove);
    tree.put("metadata", metadata.isEmpty() ? null : metadata);
    return matches(tree, fields, values);
  }

  /** The fields of this state that the manager does not own any more in a later one. */
  public FieldSet lostIn(AppliedState later) {
    return fields.minus(later.fields);
  }

  /** Nothing of the values, which may be secret. */
  @Override
  public String toString() {
    return "AppliedState[" + time + "]";
  }

  private static @Nullable Object project(@Nullable Object node, FieldSet set) {
    if (set.children().isEmpty()) {
      return node;
    }
    return node instanceof List<?> list ? projectList(list, set) : projectMap(node, set);
  }

  private static Map<String, @Nullable Object> projectMap(@Nullable Object node, FieldSet set) {
    Map<String, @Nullable Object> projection = new LinkedHashMap<>();
    set.children()
        .forEach(
            (text, child) -> {
              if (PathElement.parse(text) instanceof PathElement.Key(String name)) {
                projection.put(name, project(Tree.get(node, name), child));
              }
            });
    return projection;
  }

  private static List<@Nullable Object> projectList(List<?> list, FieldSet set) {
    List<@Nullable Object> projection = new ArrayList<>();
    for (Object item : list) {
      for (Map.Entry<String, FieldSet> child : set.children().entrySet()) {
        switch (PathElement.parse(child.getKey())) {
          case PathElement.Item keys when keys.matches(item) -> {
            Map<String, @Nullable Object> part = new LinkedHashMap<>(keys.keys());
            part.putAll(projectMap(item, child.getValue()));
            projection.add(part);
          }
          case PathElement.Value value when Tree.same(value.value(), item) -> projection.add(item);
          default -> {}
        }
      }
    }
    return projection;
  }

  private static boolean matches(@Nullable Object desired, FieldSet set, @Nullable Object applied) {
    if (set.children().isEmpty()) {
      boolean emptyMap = desired instanceof Map<?, ?> map && map.isEmpty();
      return emptyMap ? applied instanceof Map : Tree.same(desired, applied);
    }
    return switch (desired) {
      case Map<?, ?> map -> matchesMap(Tree.map(map), set, applied);
      case List<?> list -> matchesList(list, set, Tree.list(applied));
      case null, default -> false;
    };
  }

  private static boolean matchesMap(
      Map<String, @Nullable Object> desired, FieldSet set, @Nullable Object applied) {
    int matched = 0;
    for (Map.Entry<String, @Nullable Object> entry : desired.entrySet()) {
      if (entry.getValue() == null) {
        continue;
      }
      FieldSet child = set.children().get("f:" + entry.getKey());
      boolean same =
          child != null && matches(entry.getValue(), child, Tree.get(applied, entry.getKey()));
      if (!same) {
        return false;
      }
      matched++;
    }
    return matched == set.children().size();
  }

  /** The items must be the same and in the same order. */
  private static boolean matchesList(
      List<?> desired, FieldSet set, List<@Nullable Object> applied) {
    if (desired.size() != set.children().size() || applied.size() != desired.size()) {
      return false;
    }
    for (int i = 0; i < desired.size(); i++) {
      if (!matchesItem(desired.get(i), set, applied.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesItem(
      @Nullable Object desired, FieldSet set, @Nullable Object applied) {
    for (Map.Entry<String, FieldSet> child : set.children().entrySet()) {
      switch (PathElement.parse(child.getKey())) {
        case PathElement.Item keys when keys.matches(applied) -> {
          return keys.matches(desired) && matches(desired, child.getValue(), applied);
        }
        case PathElement.Value value when Tree.same(value.value(), applied) -> {
          return Tree.same(desired, applied);
        }
        default -> {}
      }
    }
    return false;
  }
}
