package dev.millrace.argocd.generator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins plain trees. */
final class Trees {
  private Trees() {}

  /** A tree with another one over it: maps are joined, everything else is replaced. */
  static Map<String, @Nullable Object> joined(Map<?, ?> base, Map<?, ?> over) {
    Map<String, @Nullable Object> joined = new LinkedHashMap<>();
    base.forEach((key, value) -> joined.put(String.valueOf(key), value));
    over.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          boolean joins = joined.get(name) instanceof Map && value instanceof Map;
          joined.put(name, joins ? joined(map(joined.get(name)), map(value)) : value);
        });
    return joined;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
