package dev.millrace.helm.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plain trees of values: {@code Map<String, Object>}, {@code List<Object>} and scalars, null among
 * them.
 */
public final class ValueTrees {
  private ValueTrees() {}

  /** The value as a table, where it is one; the cast is safe because keys are always texts. */
  @SuppressWarnings("unchecked")
  public static @Nullable Map<String, Object> asTable(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }

  /** A copy that shares no table and no list with the original. */
  public static Map<String, Object> copy(Map<String, Object> table) {
    Map<String, Object> copy = new LinkedHashMap<>(Math.max(16, table.size() * 2));
    table.forEach((key, value) -> copy.put(key, copyOf(value)));
    return copy;
  }

  /**
   * The table at a path like {@code a.b.c}, as conditions and imports name it.
   *
   * @return empty where the path leads to nothing or to something else
   */
  public static Optional<Map<String, Object>> tableAt(Map<String, Object> root, String path) {
    Map<String, Object> current = root;
    for (String name : path.split("\\.", -1)) {
      Map<String, Object> next = asTable(current.get(name));
      if (next == null) {
        return Optional.empty();
      }
      current = next;
    }
    return Optional.of(current);
  }

  /**
   * The scalar or list at a path like {@code a.b.c}.
   *
   * @return null where the path leads to nothing, to null or to a table
   */
  public static @Nullable Object scalarAt(Map<String, Object> root, String path) {
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      return notTable(root.get(path));
    }
    return tableAt(root, path.substring(0, dot))
        .map(table -> notTable(table.get(path.substring(dot + 1))))
        .orElse(null);
  }

  /** A copy in which every number is a {@code Double}, as Helm holds values. */
  public static @Nullable Object withDoubles(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> table = new LinkedHashMap<>(map.size() * 2);
        map.forEach((key, item) -> table.put(String.valueOf(key), withDoubles(item)));
        yield table;
      }
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(withDoubles(item)));
        yield items;
      }
      case Number number -> number.doubleValue();
      case null, default -> value;
    };
  }

  private static @Nullable Object notTable(@Nullable Object value) {
    return value instanceof Map ? null : value;
  }

  private static @Nullable Object copyOf(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      return copy(Objects.requireNonNull(asTable(value)));
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(copyOf(item)));
      return copy;
    }
    return value;
  }
}
