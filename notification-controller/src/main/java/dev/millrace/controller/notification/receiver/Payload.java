package dev.millrace.controller.notification.receiver;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.controller.notification.event.ForeignJson;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * The JSON that a caller sent, as an object. Keys are found without regard to case, and null stands
 * for any value, as Go's decoder has it.
 */
final class Payload {
  private static final ObjectMapper JSON = ForeignJson.reader();

  private final JsonNode object;

  private Payload(JsonNode object) {
    this.object = object;
  }

  /**
   * The first value of a body; what follows is ignored.
   *
   * @throws RejectedCall when the body does not start with an object or null
   */
  static Payload first(byte[] body) {
    return read(body, false);
  }

  /**
   * The only value of a body.
   *
   * @throws RejectedCall when the body is not one object or null
   */
  static Payload whole(byte[] body) {
    return read(body, true);
  }

  private static Payload read(byte[] body, boolean whole) {
    try (JsonParser parser = JSON.createParser(body)) {
      JsonNode tree = JSON.readTree(parser);
      if (tree == null) {
        throw new RejectedCall("the body is empty");
      }
      if (whole && parser.nextToken() != null) {
        throw new RejectedCall("the body holds more than one JSON value");
      }
      return new Payload(requireObject(tree));
    } catch (IOException _) {
      throw new RejectedCall("the body is not JSON");
    }
  }

  private static JsonNode requireObject(JsonNode tree) {
    if (tree.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!tree.isObject()) {
      throw new RejectedCall("the body, or a part of it, is not a JSON object");
    }
    return tree;
  }

  /** An object within; empty when it is absent. */
  Payload part(String key) {
    JsonNode found = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getKey().equalsIgnoreCase(key)) {
        found = requireObject(field.getValue());
      }
    }
    return new Payload(found);
  }

  /** The value of a text; empty when it is absent. */
  String text(String key) {
    String text = "";
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getKey().equalsIgnoreCase(key) && field.getValue().isTextual()) {
        text = field.getValue().textValue();
      }
    }
    return text;
  }

  /** Whether the key is there with any value. */
  boolean has(String key) {
    return object.properties().stream().anyMatch(field -> field.getKey().equalsIgnoreCase(key));
  }

  /** Refuses values of these keys that are not texts; absent ones are fine. */
  Payload requireTexts(String... keys) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      for (String key : keys) {
        if (field.getKey().equalsIgnoreCase(key) && !isTextOrNull(field.getValue())) {
          throw new RejectedCall("the field '" + key + "' of the body is not a text");
        }
      }
    }
    return this;
  }

  /** Refuses a value of the key that is not a list of texts; an absent one is fine. */
  Payload requireList(String key) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = Objects.requireNonNull(field.getValue());
      if (field.getKey().equalsIgnoreCase(key) && !value.isNull()) {
        boolean texts = value.isArray();
        for (JsonNode item : value) {
          texts &= isTextOrNull(item);
        }
        if (!texts) {
          throw new RejectedCall("the field '" + key + "' of the body is not a list of texts");
        }
      }
    }
    return this;
  }

  private static boolean isTextOrNull(JsonNode value) {
    return value.isTextual() || value.isNull();
  }
}
