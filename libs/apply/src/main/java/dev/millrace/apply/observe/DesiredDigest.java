package dev.millrace.apply.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.safety.Sha256;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells two wanted states of an object apart, whatever the order of their fields. */
public final class DesiredDigest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private DesiredDigest() {}

  /** The digest of an object. */
  public static String of(KubeObject desired) {
    return ofTree(desired.tree());
  }

  static String ofTree(Map<String, @Nullable Object> tree) {
    try {
      return Sha256.hex(JSON.writeValueAsBytes(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
