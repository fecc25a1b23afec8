package dev.millrace.apply.ownership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.apply.object.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a path in {@code fieldsV1}. */
sealed interface PathElement {

  JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  /** An entry of a map. */
  record Key(String name) implements PathElement {}

  /** The item of a list that has these values. */
  record Item(Map<String, @Nullable Object> keys) implements PathElement {

    boolean matches(@Nullable Object item) {
      return item instanceof Map<?, ?> map
          && keys.entrySet().stream()
              .allMatch(key -> Tree.same(map.get(key.getKey()), key.getValue()));
    }

    int indexIn(List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (matches(list.get(i))) {
          return i;
        }
      }
      return -1;
    }
  }

  /** An item of a set. */
  record Value(@Nullable Object value) implements PathElement {}

  /** A step of a form that is not used for Kubernetes objects. */
  record Other(String text) implements PathElement {}

  /** Reads one step. */
  static PathElement parse(String text) {
    try {
      return switch (text.length() < 2 ? "" : text.substring(0, 2)) {
        case "f:" -> new Key(text.substring(2));
        case "k:" -> new Item(Tree.freezeMap(JSON.readValue(text.substring(2), Map.class)));
        case "v:" -> new Value(Tree.freeze(JSON.readValue(text.substring(2), Object.class)));
        default -> new Other(text);
      };
    } catch (JsonProcessingException _) {
      return new Other(text);
    }
  }
}
