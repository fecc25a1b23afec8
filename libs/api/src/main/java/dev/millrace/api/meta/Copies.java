package dev.millrace.api.meta;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies for record components; absent collections become empty ones. */
public final class Copies {

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
   */
  public static @Nullable Object ofTree(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), ofTree(value)));
        yield Collections.unmodifiableMap(copy);
      }
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>(list.size());
        list.forEach(value -> copy.add(ofTree(value)));
        yield Collections.unmodifiableList(copy);
      }
      case Integer number -> number.longValue();
      case null, default -> tree;
    };
  }
}
