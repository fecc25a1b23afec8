package dev.millrace.argocd.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an ApplicationSet fills its templates: one of two languages. */
interface Templating {
  /**
   * Fills a text.
   *
   * @throws GeneratorException if it can't be filled
   */
  String render(String text, Map<String, @Nullable Object> parameters);

  /** Parameters in the form of the language: nested, or flat with dotted names. */
  Map<String, @Nullable Object> shaped(Map<String, @Nullable Object> nested);

  /** Fills all texts of a tree, keys included. */
  default @Nullable Object renderAll(
      @Nullable Object tree, Map<String, @Nullable Object> parameters) {
    return switch (tree) {
      case String text -> render(text, parameters);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach(
            (key, value) ->
                copy.put(render(String.valueOf(key), parameters), renderAll(value, parameters)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(renderAll(item, parameters)));
        yield copy;
      }
      case null, default -> tree;
    };
  }
}
