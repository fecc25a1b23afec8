package dev.millrace.controller.notification.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Makes and reads the JSON that services speak. */
public final class JsonTree {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonTree() {}

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An object with a text for each key. */
  public static ObjectNode object(Map<String, String> fields) {
    ObjectNode object = object();
    fields.forEach(object::put);
    return object;
  }

  /**
   * What a service answered.
   *
   * @throws NotificationFailure when it is not JSON
   */
  public static JsonNode read(ServiceAnswer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException _) {
      throw new NotificationFailure("the service's answer is not JSON");
    }
  }
}
