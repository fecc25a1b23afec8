package dev.millrace.apply.ownership;

import dev.millrace.apply.object.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of fields of an object, as {@code fieldsV1} writes it: {@code f:NAME} is an entry of a map,
 * {@code k:{…}} the item of a list with these keys, {@code v:VALUE} an item of a set.
 *
 * @param isMember whether the field itself belongs to the set, not only fields inside of it
 * @param children the fields inside
 */
public record FieldSet(boolean isMember, Map<String, FieldSet> children) {

  private static final String SELF = ".";

  /** Copies the map. */
  public FieldSet {
    children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
  }

  /** A set without fields. */
  public static FieldSet none() {
    return new FieldSet(false, Map.of());
  }

  /** Reads the tree of {@code fieldsV1}; anything else is a set without fields. */
  public static FieldSet parse(@Nullable Object fieldsV1) {
    if (!(fieldsV1 instanceof Map<?, ?> map)) {
      return none();
    }
    Map<String, FieldSet> children = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (!key.equals(SELF)) {
            children.put((String) key, parseChild(value));
          }
        });
    return new FieldSet(map.containsKey(SELF), children);
  }

  private static FieldSet parseChild(@Nullable Object value) {
    FieldSet set = parse(value);
    return set.children.isEmpty() ? new FieldSet(true, Map.of()) : set;
  }

  /** The form of {@code fieldsV1}. */
  public Map<String, @Nullable Object> toTree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    if (isMember && !children.isEmpty()) {
      tree.put(SELF, Map.of());
    }
    children.forEach((key, child) -> tree.put(key, child.toTree()));
    return tree;
  }

  public boolean isEmpty() {
    return !isMember && children.isEmpty();
  }

  /** The fields that are in one of the sets. */
  public FieldSet union(FieldSet other) {
    Map<String, FieldSet> united = new LinkedHashMap<>(children);
    other.children.forEach((key, child) -> united.merge(key, child, FieldSet::union));
    return new FieldSet(isMember || other.isMember, united);
  }

  /** The fields of this set that the other does not have. */
  public FieldSet minus(FieldSet other) {
    Map<String, FieldSet> rest = new LinkedHashMap<>();
    children.forEach(
        (key, child) -> {
          FieldSet removed = other.children.get(key);
          FieldSet left = removed == null ? child : child.minus(removed);
          if (!left.isEmpty()) {
            rest.put(key, left);
          }
        });
    return new FieldSet(isMember && !other.isMember, rest);
  }

  /** Whether a field, or one inside of it, is in the set. */
  public boolean touches(List<String> path) {
    FieldSet set = this;
    for (String element : path) {
      FieldSet child = set.children.get(element);
      if (child == null) {
        return false;
      }
      set = child;
    }
    return true;
  }

  /** The fields inside of a field; empty if there are none. */
  public FieldSet at(List<String> path) {
    FieldSet set = this;
    for (String element : path) {
      set = set.children.getOrDefault(element, none());
    }
    return set;
  }

  /** The deepest fields of the set, each as its path. */
  public List<List<String>> leaves() {
    List<List<String>> leaves = new ArrayList<>();
    collectLeaves(List.of(), leaves);
    return leaves;
  }

  private void collectLeaves(List<String> path, List<List<String>> leaves) {
    if (children.isEmpty()) {
      if (isMember) {
        leaves.add(path);
      }
      return;
    }
    children.forEach(
        (key, child) -> {
          List<String> longer = new ArrayList<>(path);
          longer.add(key);
          child.collectLeaves(List.copyOf(longer), leaves);
        });
  }

  /** Reads {@code fieldsV1} of an entry of managedFields. */
  static FieldSet ofEntry(Map<String, @Nullable Object> entry) {
    return parse(Tree.get(entry, "fieldsV1"));
  }
}
