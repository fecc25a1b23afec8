package dev.millrace.helm.action;

import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.ValueTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges as Helm 3 does: what the new manifest says is set, what only the previous one said is
 * removed, what neither says stays as it is on the cluster.
 */
final class ThreeWayMerge {
  private final ObjectRef object;
  private final ListKeys listKeys;

  ThreeWayMerge(ObjectRef object, ListKeys listKeys) {
    this.object = object;
    this.listKeys = listKeys;
  }

  /**
   * The JSON merge patch that leads from {@code live} to the merged object; empty for no change.
   */
  Map<String, Object> patch(
      Map<String, Object> previous, Map<String, Object> wanted, Map<String, Object> live) {
    return difference(live, mergeTables(previous, wanted, live, ""));
  }

  private Map<String, Object> mergeTables(
      Map<String, Object> previous,
      Map<String, Object> wanted,
      Map<String, Object> live,
      String parent) {
    Map<String, Object> merged = new LinkedHashMap<>(live);
    previous.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(merged::remove);
    wanted.forEach(
        (key, value) ->
            TableMerge.put(
                merged, key, mergeValues(key, parent, previous.get(key), value, live.get(key))));
    merged.values().removeIf(Objects::isNull);
    return merged;
  }

  private @Nullable Object mergeValues(
      String field,
      String parent,
      @Nullable Object previous,
      @Nullable Object wanted,
      @Nullable Object live) {
    Map<String, Object> wantedTable = ValueTrees.asTable(wanted);
    Map<String, Object> liveTable = ValueTrees.asTable(live);
    if (wantedTable != null && liveTable != null) {
      Map<String, Object> previousTable = ValueTrees.asTable(previous);
      return mergeTables(
          previousTable == null ? Map.of() : previousTable, wantedTable, liveTable, field);
    }
    if (wanted instanceof List<?> wantedList && live instanceof List<?> liveList) {
      Optional<String> key = listKeys.of(object, field, parent);
      if (key.isPresent() && hasKey(wantedList, key.get()) && hasKey(liveList, key.get())) {
        List<?> previousList = previous instanceof List<?> list ? list : List.of();
        return mergeLists(key.get(), field, previousList, wantedList, liveList);
      }
    }
    return wanted;
  }

  /** Wanted items first, merged with live ones of the same key; then items that others added. */
  private List<Object> mergeLists(
      String key, String field, List<?> previous, List<?> wanted, List<?> live) {
    List<Object> merged = new ArrayList<>();
    for (Object item : wanted) {
      Map<String, Object> table = Objects.requireNonNull(ValueTrees.asTable(item));
      Map<String, Object> liveItem = find(live, key, table.get(key));
      Map<String, Object> previousItem = find(previous, key, table.get(key));
      merged.add(
          liveItem == null
              ? table
              : mergeTables(
                  previousItem == null ? Map.of() : previousItem, table, liveItem, field));
    }
    for (Object item : live) {
      Object value = Objects.requireNonNull(ValueTrees.asTable(item)).get(key);
      if (find(wanted, key, value) == null && find(previous, key, value) == null) {
        merged.add(item);
      }
    }
    return merged;
  }

  private static @Nullable Map<String, Object> find(
      List<?> items, String key, @Nullable Object value) {
    for (Object item : items) {
      Map<String, Object> table = ValueTrees.asTable(item);
      if (table != null && Objects.equals(table.get(key), value)) {
        return table;
      }
    }
    return null;
  }

  private static boolean hasKey(List<?> items, String key) {
    return items.stream().allMatch(item -> item instanceof Map<?, ?> map && map.get(key) != null);
  }

  /** RFC 7396: what to set, and null for what to remove. */
  private static Map<String, Object> difference(Map<String, Object> from, Map<String, Object> to) {
    Map<String, Object> patch = new LinkedHashMap<>();
    from.keySet().stream()
        .filter(key -> !to.containsKey(key))
        .forEach(key -> TableMerge.put(patch, key, null));
    to.forEach(
        (key, value) -> {
          Object old = from.get(key);
          Map<String, Object> oldTable = ValueTrees.asTable(old);
          Map<String, Object> newTable = ValueTrees.asTable(value);
          if (oldTable != null && newTable != null) {
            Map<String, Object> nested = difference(oldTable, newTable);
            if (!nested.isEmpty()) {
              patch.put(key, nested);
            }
          } else if (!Objects.equals(old, value)) {
            patch.put(key, value);
          }
        });
    return patch;
  }
}
