package dev.millrace.apply.object;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plain trees: {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Boolean},
 * {@code Long}, {@code BigInteger}, {@code Double} and {@code null}. Every function leaves its
 * argument as it was.
 */
public final class Tree {

  private static final int MAX_DEPTH = 200;

  private Tree() {}

  /**
   * Returns a deep copy that nobody can change, with {@code int}-sized numbers widened to {@code
   * Long}.
   *
   * @throws IllegalArgumentException if the tree is nested deeper than 200 levels, has a key that
   *     is not a string, or holds a value of a type that no tree has
   */
  public static @Nullable Object freeze(@Nullable Object tree) {
    return freeze(tree, 0);
  }

  /** Like {@link #freeze(Object)} for a map. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> freezeMap(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) freezeMap(map, 0);
  }

  private static @Nullable Object freeze(@Nullable Object node, int depth) {
    return switch (node) {
      case null -> null;
      case Map<?, ?> map -> freezeMap(map, depth);
      case List<?> list -> freezeList(list, depth);
      case String _, Boolean _, Long _, Double _, BigInteger _ -> node;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Float number -> number.doubleValue();
      default ->
          throw new IllegalArgumentException(
              "A " + node.getClass().getName() + " cannot be part of a Kubernetes object.");
    };
  }

  private static Map<String, @Nullable Object> freezeMap(Map<?, ?> map, int depth) {
    checkDepth(depth);
    Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw new IllegalArgumentException(
                "The key " + key + " of a Kubernetes object is not a string.");
          }
          copy.put(name, freeze(value, depth + 1));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static List<@Nullable Object> freezeList(List<?> list, int depth) {
    checkDepth(depth);
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (Object item : list) {
      copy.add(freeze(item, depth + 1));
    }
    return Collections.unmodifiableList(copy);
  }

  private static void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "A Kubernetes object must not be nested deeper than " + MAX_DEPTH + " levels.");
    }
  }

  /** Returns the value at a path of map keys, or null if there is none. */
  public static @Nullable Object get(@Nullable Object tree, String... path) {
    Object node = tree;
    for (String key : path) {
      if (!(node instanceof Map<?, ?> map)) {
        return null;
      }
      node = map.get(key);
    }
    return node;
  }

  /** Returns the map at a path; empty if there is none or something else is there. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> map(@Nullable Object tree, String... path) {
    return get(tree, path) instanceof Map<?, ?> map
        ? (Map<String, @Nullable Object>) map
        : Map.of();
  }

  /** Returns the list at a path; empty if there is none or something else is there. */
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> list(@Nullable Object tree, String... path) {
    return get(tree, path) instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
  }

  /** Returns the string at a path; empty if there is none or something else is there. */
  public static String string(@Nullable Object tree, String... path) {
    return get(tree, path) instanceof String text ? text : "";
  }

  /** Returns a copy of a map with the value at a path set, making the maps on the way. */
  public static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> tree, @Nullable Object value, String... path) {
    return with(tree, value, 0, path);
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> tree, @Nullable Object value, int index, String... path) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
    String key = path[index];
    copy.put(key, index == path.length - 1 ? value : with(map(tree, key), value, index + 1, path));
    return copy;
  }

  /** Returns a copy of a map without the entry at a path; the map itself if there is none. */
  public static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> tree, String... path) {
    return without(tree, 0, path);
  }

  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> tree, int index, String... path) {
    String key = path[index];
    if (!tree.containsKey(key)) {
      return tree;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(tree);
    if (index == path.length - 1) {
      copy.remove(key);
    } else if (tree.get(key) instanceof Map<?, ?>) {
      copy.put(key, without(map(tree, key), index + 1, path));
    }
    return copy;
  }

  /**
   * Whether two trees are equal: maps without regard to order, lists in order, numbers by value
   * ({@code 1} is {@code 1.0}). An entry that is {@code null} or empty differs from no entry.
   */
  public static boolean same(@Nullable Object left, @Nullable Object right) {
    return switch (left) {
      case Map<?, ?> map when right instanceof Map<?, ?> other -> sameMaps(map, other);
      case List<?> list when right instanceof List<?> other -> sameLists(list, other);
      case Number number when right instanceof Number other -> sameNumbers(number, other);
      case null, default -> Objects.equals(left, right);
    };
  }

  private static boolean sameMaps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object key = entry.getKey();
      if (!right.containsKey(key) || !same(entry.getValue(), right.get(key))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameNumbers(Number left, Number right) {
    if (left.equals(right)) {
      return true;
    }
    return isFinite(left)
        && isFinite(right)
        && new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString())) == 0;
  }

  private static boolean isFinite(Number number) {
    return !(number instanceof Double real) || Double.isFinite(real);
  }
}
