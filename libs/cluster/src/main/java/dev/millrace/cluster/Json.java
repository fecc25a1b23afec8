package dev.millrace.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as plain trees, whole numbers apart from others. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private Json() {}

  /** Reads an object; nothing if the text is none. */
  @SuppressWarnings("unchecked")
  static Optional<Map<String, @Nullable Object>> readObject(byte[] text) {
    try {
      return MAPPER.readValue(text, Object.class) instanceof Map<?, ?> map
          ? Optional.of((Map<String, @Nullable Object>) map)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static String write(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The tree cannot be written as JSON.", e);
    }
  }
}
