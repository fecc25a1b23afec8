package dev.millrace.kustomize.patch;

import dev.millrace.kustomize.node.ListItems;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges two lists whose items are identified by key fields, or by their own value when the schema
 * names no key. Items of the patch come first, in the order of the patch.
 */
final class KeyedListMerge {
  private final StrategicMerge merge;
  private final @Nullable Schema itemSchema;
  private final List<String> keys;

  /** The key fields that an item really has, and their values. */
  private record Identity(List<String> keys, List<String> values) {}

  KeyedListMerge(StrategicMerge merge, Schema schema) {
    this.merge = merge;
    this.itemSchema = schema.items();
    List<String> named = schema.mergeKeys();
    this.keys = named.isEmpty() ? List.of("") : named;
  }

  /** Merges {@code patch} into {@code dest}; null when nothing is left. */
  Node merge(Node dest, @Nullable Node patch) {
    List<List<String>> identities = identities(dest, patch);
    Node merged = Node.list();
    Identity last = new Identity(List.of(), List.of());
    for (List<String> values : identities) {
      last = identityOf(identities, values);
      mergeItem(dest, patch, last, merged);
    }
    return identities.isEmpty() ? dest : appendRemaining(merged, dest, last.keys);
  }

  private void mergeItem(Node dest, @Nullable Node patch, Identity identity, Node merged) {
    Identity lookup = identityOf(List.of(identity.values), identity);
    Node before = ListItems.find(dest, lookup.keys, lookup.values);
    Node change = patch == null ? null : ListItems.find(patch, lookup.keys, lookup.values);
    Node item = merge.mergeItem(before, change, itemSchema);
    if (item == null || item.isNull() || (item.isMap() && item.fields().isEmpty())) {
      ListItems.remove(dest, identity.keys, identity.values);
      return;
    }
    for (int i = 0; i < identity.keys.size(); i++) {
      String key = identity.keys.get(i);
      if (!key.isEmpty() && item.field(key) == null && !identity.values.get(i).isEmpty()) {
        item.setField(key, Node.scalar(identity.values.get(i)));
      }
    }
    ListItems.put(merged, identity.keys, identity.values, item);
  }

  /** Adds what only the old list has; what both have takes its new place. */
  private static Node appendRemaining(Node merged, Node dest, List<String> keys) {
    for (Node item : List.copyOf(dest.items())) {
      List<String> values = new ArrayList<>();
      for (String key : keys) {
        Node value = key.isEmpty() ? item : item.isNull() ? null : item.get(key);
        if (value == null) {
          merged.addItem(item);
        } else {
          values.add(value.text());
        }
      }
      if (keys.size() > 1) {
        ListItems.remove(merged, keys, values);
      }
      ListItems.put(merged, keys, values, item);
    }
    return merged;
  }

  /** The key values of all items, those of the patch first, each combination once. */
  private List<List<String>> identities(Node dest, @Nullable Node patch) {
    Set<List<String>> all = new LinkedHashSet<>();
    if (patch != null) {
      addIdentities(patch, all);
    }
    addIdentities(dest, all);
    List<List<String>> list = new ArrayList<>(all);
    return keys.size() > 1 ? unifyIncomplete(list) : list;
  }

  private void addIdentities(Node list, Set<List<String>> all) {
    for (Node item : list.items()) {
      all.add(keys.stream().map(key -> keyValue(item, key)).toList());
    }
  }

  private static String keyValue(Node item, String key) {
    if (key.isEmpty()) {
      return item.text();
    }
    Node value = item.field(key);
    return value == null || Node.isNullOrEmpty(value) ? "" : value.text();
  }

  /** Completes key values that some items lack with those of items that agree in the others. */
  private static List<List<String>> unifyIncomplete(List<List<String>> identities) {
    for (int i = 0; i < identities.size(); i++) {
      for (int j = 0; j < identities.size(); j++) {
        List<String> joined = join(identities.get(i), identities.get(j));
        if (joined != null) {
          identities.set(i, joined);
          identities.set(j, joined);
        }
      }
    }
    return identities;
  }

  private static @Nullable List<String> join(List<String> left, List<String> right) {
    List<String> joined = new ArrayList<>();
    boolean common = false;
    for (int i = 0; i < left.size(); i++) {
      String a = left.get(i);
      String b = right.get(i);
      if (!a.equals(b) && !a.isEmpty() && !b.isEmpty()) {
        return null;
      }
      common |= a.equals(b);
      joined.add(a.isEmpty() ? b : a);
    }
    return common ? joined : null;
  }

  /** Leaves out keys that no item has a value for; if that is all of them, it keeps all. */
  private Identity identityOf(List<List<String>> identities, List<String> values) {
    return identityOf(identities, new Identity(keys, values));
  }

  private static Identity identityOf(List<List<String>> identities, Identity whole) {
    List<String> usedKeys = new ArrayList<>();
    List<String> usedValues = new ArrayList<>();
    for (int i = 0; i < whole.keys.size(); i++) {
      int position = i;
      if (identities.stream().anyMatch(values -> !values.get(position).isEmpty())) {
        usedKeys.add(whole.keys.get(i));
        usedValues.add(Objects.requireNonNull(whole.values.get(i)));
      }
    }
    return usedKeys.isEmpty() ? whole : new Identity(usedKeys, usedValues);
  }
}
