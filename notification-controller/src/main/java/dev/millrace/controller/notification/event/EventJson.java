package dev.millrace.controller.notification.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.StructFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON form of events; the bytes are those that Flux writes. */
public final class EventJson {
  private static final ObjectMapper JSON = ForeignJson.reader();

  private EventJson() {}

  /**
   * The event in a request body; empty when the body is not the JSON of one: no object, a field of
   * a wrong type, or a time that is none.
   */
  public static Optional<Event> read(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree.isObject() ? Optional.of(of(tree)) : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * The event in a JSON object; fields that are null count as absent.
   *
   * @throws IllegalArgumentException when a field is of a wrong type
   */
  public static Event of(JsonNode tree) {
    JsonNode object = part(tree, "involvedObject");
    return new Event(
        new InvolvedObject(
            text(object, "kind"),
            text(object, "namespace"),
            text(object, "name"),
            text(object, "uid"),
            text(object, "apiVersion"),
            text(object, "resourceVersion")),
        text(tree, "severity"),
        time(text(tree, "timestamp")),
        text(tree, "message"),
        text(tree, "reason"),
        metadata(tree),
        text(tree, "reportingController"),
        text(tree, "reportingInstance"));
  }

  /** The event as a plain tree, its fields in Flux's order. */
  public static Map<String, @Nullable Object> fields(Event event) {
    InvolvedObject involved = event.involvedObject();
    StructFields object = new StructFields();
    putIfPresent(object, "kind", involved.kind());
    putIfPresent(object, "namespace", involved.namespace());
    putIfPresent(object, "name", involved.name());
    putIfPresent(object, "uid", involved.uid());
    putIfPresent(object, "apiVersion", involved.apiVersion());
    putIfPresent(object, "resourceVersion", involved.resourceVersion());
    StructFields fields = new StructFields();
    fields.put("involvedObject", object);
    fields.put("severity", event.severity());
    fields.put("timestamp", event.timestamp().isEmpty() ? null : event.timestamp());
    fields.put("message", event.message());
    fields.put("reason", event.reason());
    if (!event.metadata().isEmpty()) {
      fields.put("metadata", event.metadata());
    }
    fields.put("reportingController", event.reportingController());
    putIfPresent(fields, "reportingInstance", event.reportingInstance());
    return fields;
  }

  /** The event as a JSON object. */
  public static ObjectNode tree(Event event) {
    try {
      return (ObjectNode) JSON.readTree(GoJson.write(fields(event)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is always representable", e);
    }
  }

  /** The event as the bytes of a request body. */
  public static byte[] bytes(Event event) {
    return GoJson.write(fields(event)).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> metadata(JsonNode tree) {
    Map<String, String> metadata = new LinkedHashMap<>();
    JsonNode fields = part(tree, "metadata");
    fields
        .properties()
        .forEach(field -> metadata.put(field.getKey(), text(fields, field.getKey())));
    return metadata;
  }

  private static JsonNode part(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    if (value.isObject() || value.isNull() || value.isMissingNode()) {
      return value;
    }
    throw new IllegalArgumentException(field + " is not an object");
  }

  private static String text(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    throw new IllegalArgumentException(field + " is not a text");
  }

  /** Times are written in UTC and whole seconds, whatever they were sent in. */
  private static String time(String text) {
    if (text.isEmpty()) {
      return "";
    }
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("timestamp is not a time", e);
    }
  }

  private static void putIfPresent(StructFields fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
