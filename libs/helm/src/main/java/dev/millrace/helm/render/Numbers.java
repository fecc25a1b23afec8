package dev.millrace.helm.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers of documents that templates read: Go's {@code float64}, whatever they look like. */
final class Numbers {
  private Numbers() {}

  static @Nullable Object asDoubles(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> converted = new LinkedHashMap<>(map.size() * 2);
        map.forEach((key, value) -> converted.put(String.valueOf(key), asDoubles(value)));
        yield converted;
      }
      case List<?> list -> {
        List<@Nullable Object> converted = new ArrayList<>(list.size());
        list.forEach(item -> converted.add(asDoubles(item)));
        yield converted;
      }
      case Number number -> number.doubleValue();
      case null, default -> tree;
    };
  }
}
