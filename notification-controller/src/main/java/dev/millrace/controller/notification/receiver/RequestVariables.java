package dev.millrace.controller.notification.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.controller.notification.event.ForeignJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What filters may know of a call. */
final class RequestVariables {
  private static final ObjectMapper JSON = ForeignJson.reader();

  private RequestVariables() {}

  /**
   * {@code req}, the body if it is sent as JSON and else empty, and {@code claims}.
   *
   * @throws IOException when the body is sent as JSON and is no JSON object
   */
  static Map<String, @Nullable Object> of(AcceptedCall accepted) throws IOException {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("claims", accepted.claims());
    boolean json = MediaType.isJson(accepted.call().header("Content-Type"));
    variables.put("req", json ? object(accepted.body()) : Map.of());
    return variables;
  }

  private static Object object(byte[] body) throws IOException {
    JsonNode tree = JSON.readTree(body);
    if (tree.isNull()) {
      return Map.of();
    }
    if (!tree.isObject()) {
      throw new IOException("the body is not a JSON object");
    }
    return fields(tree);
  }

  static Map<String, @Nullable Object> fields(JsonNode object) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
    return fields;
  }

  /** Numbers are all of one kind, as in Flux: with a fraction. */
  private static @Nullable Object plain(JsonNode node) {
    if (node.isObject()) {
      return fields(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> items = new ArrayList<>();
      node.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.asText();
  }
}
