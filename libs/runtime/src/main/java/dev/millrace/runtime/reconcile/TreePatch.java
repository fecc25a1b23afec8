package dev.millrace.runtime.reconcile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON merge patches (RFC 7396) between two trees. */
final class TreePatch {
  private TreePatch() {}

  /** What turns one tree into the other; empty when they are equal. */
  static Map<String, @Nullable Object> between(
      Map<String, Object> before, Map<String, Object> after) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    before.keySet().stream()
        .filter(key -> !after.containsKey(key))
        .forEach(key -> patch.put(key, null));
    after.forEach(
        (key, value) -> {
          Object old = before.get(key);
          if (isTree(old) && isTree(value)) {
            Map<String, @Nullable Object> inner = between(tree(old), tree(value));
            if (!inner.isEmpty()) {
              patch.put(key, inner);
            }
          } else if (!same(old, value)) {
            patch.put(key, value);
          }
        });
    return patch;
  }

  /** Equality that does not tell an int from a long, as JSON doesn't. */
  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return switch (a) {
      case Map<?, ?> mapA when b instanceof Map<?, ?> mapB ->
          mapA.keySet().equals(mapB.keySet())
              && mapA.keySet().stream().allMatch(key -> same(mapA.get(key), mapB.get(key)));
      case List<?> listA when b instanceof List<?> listB -> sameElements(listA, listB);
      case Number numberA when b instanceof Number numberB ->
          numberA.longValue() == numberB.longValue()
              && Double.compare(numberA.doubleValue(), numberB.doubleValue()) == 0;
      case null, default -> Objects.equals(a, b);
    };
  }

  private static boolean sameElements(List<?> a, List<?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTree(@Nullable Object value) {
    return value instanceof Map<?, ?>;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
