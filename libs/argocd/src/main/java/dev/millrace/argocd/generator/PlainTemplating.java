package dev.millrace.argocd.generator;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The older language: {@code {{name}}} with dotted names; unknown names stay as they are. */
final class PlainTemplating implements Templating {
  private static final Pattern TAG = Pattern.compile("\\{\\{([^{}]*)\\}\\}");

  @Override
  public String render(String text, Map<String, @Nullable Object> parameters) {
    Matcher tags = TAG.matcher(text);
    StringBuilder filled = new StringBuilder();
    int end = 0;
    while (tags.find()) {
      Object value = parameters.get(tags.group(1).strip());
      filled.append(text, end, tags.start()).append(value == null ? tags.group() : value);
      end = tags.end();
    }
    return filled.append(text, end, text.length()).toString();
  }

  @Override
  public Map<String, @Nullable Object> shaped(Map<String, @Nullable Object> nested) {
    Map<String, @Nullable Object> flat = new LinkedHashMap<>();
    nested.forEach((key, value) -> flatten(key, value, flat));
    return flat;
  }

  private static void flatten(
      String name, @Nullable Object value, Map<String, @Nullable Object> flat) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, inner) -> flatten(name + "." + key, inner, flat));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(name + "." + i, list.get(i), flat);
        }
      }
      case null -> flat.put(name, "");
      default -> flat.put(name, value.toString());
    }
  }
}
