package dev.millrace.helm.action;

import dev.millrace.helm.action.MergeTypes.Field;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.ValueTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges as Helm 3 does: what the new manifest says is set, what only the previous one said is
 * removed, what neither says stays as it is on the cluster.
 */
final class ThreeWayMerge {
  private final MergeTypes types;
  private final @Nullable String type;

  /**
   * Prepares a merge.
   *
   * @param object what is merged; its kind decides how lists are
   */
  ThreeWayMerge(ObjectRef object, MergeTypes types) {
    this.types = types;
    this.type = types.of(object);
  }

  /**
   * The JSON merge patch that leads from {@code live} to the merged object; empty for no change.
   */
  Map<String, Object> patch(
      Map<String, Object> previous, Map<String, Object> wanted, Map<String, Object> live) {
    return difference(live, mergeTables(type, previous, wanted, live));
  }

  private Map<String, Object> mergeTables(
      @Nullable String tableType,
      Map<String, Object> previous,
      Map<String, Object> wanted,
      Map<String, Object> live) {
    Map<String, Object> merged = new LinkedHashMap<>(live);
    previous.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(merged::remove);
    wanted.forEach(
        (key, value) ->
            TableMerge.put(
                merged,
                key,
                mergeValues(types.field(tableType, key), previous.get(key), value, live.get(key))));
    merged.values().removeIf(Objects::isNull);
    return merged;
  }

  private @Nullable Object mergeValues(
      Field field, @Nullable Object previous, @Nullable Object wanted, @Nullable Object live) {
    Map<String, Object> wantedTable = ValueTrees.asTable(wanted);
    Map<String, Object> liveTable = ValueTrees.asTable(live);
    if (wantedTable != null && liveTable != null) {
      Map<String, Object> merged =
          mergeTables(field.type(), tableOrEmpty(previous), wantedTable, liveTable);
      retain(field, merged, wantedTable);
      return merged;
    }
    String key = field.listKey();
    if (key != null && wanted instanceof List<?> wantedList && live instanceof List<?> liveList) {
      List<?> previousList = previous instanceof List<?> list ? list : List.of();
      if (key.isEmpty()) {
        return mergeValuesOfLists(previousList, wantedList, liveList);
      }
      if (hasKey(wantedList, key) && hasKey(liveList, key)) {
        return mergeLists(field, key, previousList, wantedList, liveList);
      }
    }
    return wanted;
  }

  private static void retain(Field field, Map<String, Object> merged, Map<String, Object> wanted) {
    if (field.retainsWantedOnly()) {
      merged.keySet().retainAll(wanted.keySet());
    }
  }

  private static Map<String, Object> tableOrEmpty(@Nullable Object value) {
    Map<String, Object> table = ValueTrees.asTable(value);
    return table == null ? Map.of() : table;
  }

  /** Wanted items first, merged with live ones of the same key; then items that others added. */
  private List<Object> mergeLists(
      Field field, String key, List<?> previous, List<?> wanted, List<?> live) {
    List<Object> merged = new ArrayList<>();
    for (Object item : wanted) {
      Map<String, Object> table = tableOrEmpty(item);
      Map<String, Object> liveItem = find(live, key, table.get(key));
      if (liveItem == null) {
        merged.add(table);
      } else {
        Map<String, Object> previousItem = tableOrEmpty(find(previous, key, table.get(key)));
        Map<String, Object> mergedItem = mergeTables(field.type(), previousItem, table, liveItem);
        retain(field, mergedItem, table);
        merged.add(mergedItem);
      }
    }
    for (Object item : live) {
      Object value = tableOrEmpty(item).get(key);
      if (find(wanted, key, value) == null && find(previous, key, value) == null) {
        merged.add(item);
      }
    }
    return merged;
  }

  /** Wanted values, then those that others added. */
  private static List<Object> mergeValuesOfLists(List<?> previous, List<?> wanted, List<?> live) {
    List<Object> merged = new ArrayList<>(wanted);
    live.stream()
        .filter(value -> !wanted.contains(value) && !previous.contains(value))
        .forEach(merged::add);
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
