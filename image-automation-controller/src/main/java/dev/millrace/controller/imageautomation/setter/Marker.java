package dev.millrace.controller.imageautomation.setter;

import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import java.util.Map;
import java.util.Optional;

/** The comment that marks a field: {@code # {"$imagepolicy": "namespace:policy:tag"}}. */
final class Marker {
  /** Files without this text have no markers and are not even parsed. */
  static final String TOKEN = "\"$imagepolicy\"";

  private static final String KEY = "$imagepolicy";
  private static final String REFERENCE_KEY = "$ref";
  private static final String REFERENCE_PREFIX = "#/definitions/io.k8s.cli.setters.";

  private Marker() {}

  /** The name of the setter that a comment asks for; nothing when it is another comment. */
  static Optional<String> setter(String comment) {
    int start = 0;
    while (start < comment.length() && comment.charAt(start) == '#') {
      start++;
    }
    String text = comment.substring(start).strip();
    return text.startsWith("{") ? shortHand(text).or(() -> reference(text)) : Optional.empty();
  }

  private static Optional<String> shortHand(String text) {
    Map<?, ?> map = parse(text);
    boolean texts = map.values().stream().allMatch(v -> v == null || v instanceof String);
    return texts && map.get(KEY) instanceof String name && !name.isEmpty()
        ? Optional.of(name)
        : Optional.empty();
  }

  /** The long form, in which the original does not mind text behind the object. */
  private static Optional<String> reference(String text) {
    int end = text.lastIndexOf('}') + 1;
    return parse(text.substring(0, end)).get(REFERENCE_KEY) instanceof String target
            && target.startsWith(REFERENCE_PREFIX)
        ? Optional.of(target.substring(REFERENCE_PREFIX.length()))
        : Optional.empty();
  }

  private static Map<?, ?> parse(String text) {
    try {
      return GoJson.read(text) instanceof Map<?, ?> map ? map : Map.of();
    } catch (YamlException e) {
      return Map.of();
    }
  }
}
