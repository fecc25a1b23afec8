package dev.millrace.kustomize.node;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds and changes items of lists by the values of their key fields. An empty key name means the
 * item itself.
 */
public final class ListItems {
  private ListItems() {}

  /** The first item whose key fields have these values; null when there is none. */
  public static @Nullable Node find(Node list, List<String> keys, List<String> values) {
    list.requireKind(Node.Kind.LIST);
    for (Node item : list.items()) {
      if (isFound(item, keys, values)) {
        return item;
      }
    }
    return null;
  }

  private static boolean isFound(Node item, List<String> keys, List<String> values) {
    if (keys.getFirst().isEmpty()) {
      return item.text().equals(values.getFirst());
    }
    if (!item.isMap()) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      Node value = item.field(keys.get(i));
      if (value == null || !value.text().equals(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Puts an item in the place of every item with the same key values, or at the end when there is
   * none. Nulls and empty maps are dropped from the list on the way. Without any value everything
   * else is dropped: what kustomize does to a keyed list with an item that lacks its key.
   */
  public static void put(Node list, List<String> keys, List<String> values, Node item) {
    List<Node> changed = new ArrayList<>(list.items().size() + 1);
    boolean found = false;
    for (Node existing : list.items()) {
      if (isDropped(existing, values)) {
        continue;
      }
      if (hasKeys(existing, keys, values)) {
        changed.add(item);
        found = true;
      } else {
        changed.add(existing);
      }
    }
    if (!found && !item.isNull()) {
      changed.add(item);
    }
    list.setItems(changed);
  }

  /** Removes the items with these key values, and nulls and empty maps. */
  public static void remove(Node list, List<String> keys, List<String> values) {
    list.setItems(
        list.items().stream()
            .filter(item -> !isDropped(item, values) && !hasKeys(item, keys, values))
            .toList());
  }

  private static boolean isDropped(Node item, List<String> values) {
    return values.isEmpty() || item.isNull() || (item.isMap() && item.fields().isEmpty());
  }

  private static boolean hasKeys(Node item, List<String> keys, List<String> values) {
    boolean wantsMap = !keys.getFirst().isEmpty() && !values.getFirst().isEmpty();
    if (wantsMap && !item.isMap()) {
      return false;
    }
    for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
      if (!hasKey(item, keys.get(i), values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** An empty value asks only for the field to be there. */
  private static boolean hasKey(Node item, String key, String value) {
    if (key.isEmpty()) {
      item.requireKind(Node.Kind.SCALAR);
      return item.text().equals(value);
    }
    Node field = item.get(key);
    return field != null && (value.isEmpty() || field.text().equals(value));
  }
}
