package dev.millrace.conformance.gotemplate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers as Go's JSON decoder gives them to templates: all of them float64. */
final class GoNumbersInJson {
  private GoNumbersInJson() {}

  static @Nullable Object floats(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), floats(item)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(floats(item)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
