package dev.millrace.kustomize.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lenient access to plain trees: what is missing or of another type counts as empty. */
final class Trees {
  private Trees() {}

  static Map<?, ?> map(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<Map<?, ?>> maps(Map<?, ?> parent, String name) {
    if (!(parent.get(name) instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .<Map<?, ?>>mapMulti(
            (item, add) -> {
              if (item instanceof Map<?, ?> map) {
                add.accept(map);
              }
            })
        .toList();
  }

  static @Nullable String text(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof String text ? text : null;
  }

  static List<String> texts(List<?> list) {
    return list.stream().map(String::valueOf).toList();
  }
}
