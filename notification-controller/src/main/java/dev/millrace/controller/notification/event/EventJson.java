package dev.millrace.controller.notification.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the JSON form of events; absent and empty fields are written as Flux does. */
public final class EventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventJson() {}

  /** The event in a request body; empty when the body is not the JSON of one. */
  public static Optional<Event> read(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree.isObject() ? Optional.of(of(tree)) : Optional.empty();
    } catch (java.io.IOException e) {
      return Optional.empty();
    }
  }

  /** The event in a JSON object; fields of a wrong type count as absent. */
  public static Event of(JsonNode tree) {
    JsonNode object = tree.path("involvedObject");
    Map<String, String> metadata = new LinkedHashMap<>();
    tree.path("metadata")
        .properties()
        .forEach(field -> metadata.put(field.getKey(), field.getValue().asText()));
    return new Event(
        new InvolvedObject(
            text(object, "kind"),
            text(object, "namespace"),
            text(object, "name"),
            text(object, "uid"),
            text(object, "apiVersion"),
            text(object, "resourceVersion")),
        text(tree, "severity"),
        text(tree, "timestamp"),
        text(tree, "message"),
        text(tree, "reason"),
        metadata,
        text(tree, "reportingController"),
        text(tree, "reportingInstance"));
  }

  /** The event as a JSON object. */
  public static ObjectNode tree(Event event) {
    ObjectNode tree = JSON.createObjectNode();
    ObjectNode object = tree.putObject("involvedObject");
    InvolvedObject involved = event.involvedObject();
    putIfPresent(object, "kind", involved.kind());
    putIfPresent(object, "namespace", involved.namespace());
    putIfPresent(object, "name", involved.name());
    putIfPresent(object, "uid", involved.uid());
    putIfPresent(object, "apiVersion", involved.apiVersion());
    putIfPresent(object, "resourceVersion", involved.resourceVersion());
    tree.put("severity", event.severity());
    tree.put("timestamp", event.timestamp());
    tree.put("message", event.message());
    tree.put("reason", event.reason());
    if (!event.metadata().isEmpty()) {
      ObjectNode metadata = tree.putObject("metadata");
      new java.util.TreeMap<>(event.metadata()).forEach(metadata::put);
    }
    tree.put("reportingController", event.reportingController());
    putIfPresent(tree, "reportingInstance", event.reportingInstance());
    return tree;
  }

  /** The event as the bytes of a request body. */
  public static byte[] bytes(Event event) {
    try {
      return JSON.writeValueAsBytes(tree(event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is always representable", e);
    }
  }

  private static String text(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  private static void putIfPresent(ObjectNode tree, String field, String value) {
    if (!value.isEmpty()) {
      tree.put(field, value);
    }
  }
}
