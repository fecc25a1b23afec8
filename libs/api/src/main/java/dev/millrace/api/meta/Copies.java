package dev.millrace.api.meta;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies for record components; absent collections become empty ones. */
public final class Copies {

  private static final int MAX_DEPTH = 400;
  private static final String TOO_DEEP = "nested more than " + MAX_DEPTH + " levels deep";

  private Copies() {}

  /** Copies a list, leaving out null elements; null gives an empty list. */
  public static <T> List<T> ofList(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }

  /** Copies a map in its order, leaving out null values; null gives an empty map. */
  public static <V> Map<String, V> ofMap(@Nullable Map<String, V> map) {
    if (map == null || map.isEmpty()) {
      return Map.of();
    }
    var copy = new LinkedHashMap<>(map);
    copy.values().removeIf(Objects::isNull);
    return Collections.unmodifiableMap(copy);
  }

  /** Copies a list of decoded JSON values, each as {@link #ofTree} does, leaving out nulls. */
  public static List<Object> ofTrees(@Nullable List<Object> trees) {
    return trees == null
        ? List.of()
        : trees.stream().map(Copies::ofTree).filter(Objects::nonNull).toList();
  }

  /**
   * Copies decoded JSON as a plain tree: maps in their order, lists, and numbers as {@code Long},
   * {@code BigInteger} or {@code Double}.
   *
   * <p>The API server accepts JSON that is nested ten thousand levels deep, which would overflow
   * the stack of whoever walks it. A tree deeper than {@value #MAX_DEPTH} levels is replaced as a
   * whole by a text that says so: it is neither a map nor a list, hence refused where it is used.
   */
  public static @Nullable Object ofTree(@Nullable Object tree) {
    return isDeeperThan(MAX_DEPTH, tree) ? TOO_DEEP : copyTree(tree);
  }

  private static boolean isDeeperThan(int levels, @Nullable Object tree) {
    Collection<?> children =
        switch (tree) {
          case Map<?, ?> map -> map.values();
          case List<?> list -> list;
          case null, default -> List.of();
        };
    return !children.isEmpty()
        && (levels == 0 || children.stream().anyMatch(child -> isDeeperThan(levels - 1, child)));
  }

  private static @Nullable Object copyTree(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), copyTree(value)));
        yield Collections.unmodifiableMap(copy);
      }
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>(list.size());
        list.forEach(value -> copy.add(copyTree(value)));
        yield Collections.unmodifiableList(copy);
      }
      case Integer number -> number.longValue();
      case null, default -> tree;
    };
  }
}
