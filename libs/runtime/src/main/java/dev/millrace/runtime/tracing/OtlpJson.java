package dev.millrace.runtime.tracing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes spans as a request of OTLP in JSON. */
final class OtlpJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCOPE = "millrace";
  private static final int INTERNAL = 1;
  private static final int MESSAGE_LIMIT = 4_000;

  private OtlpJson() {}

  static byte[] request(Map<String, String> resource, List<Span> spans) {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode all = request.putArray("resourceSpans").addObject();
    attributes(all.putObject("resource").putArray("attributes"), resource);
    ObjectNode scope = all.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", SCOPE);
    ArrayNode list = scope.putArray("spans");
    spans.forEach(span -> write(list.addObject(), span));
    try {
      return JSON.writeValueAsBytes(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings is always valid JSON", e);
    }
  }

  private static void write(ObjectNode node, Span span) {
    node.put("traceId", span.trace()).put("spanId", span.id());
    span.parent().ifPresent(parent -> node.put("parentSpanId", parent));
    node.put("name", span.name())
        .put("kind", INTERNAL)
        .put("startTimeUnixNano", nanos(span.start()))
        .put("endTimeUnixNano", nanos(span.end()));
    attributes(node.putArray("attributes"), span.attributes());
    ObjectNode status = node.putObject("status").put("code", span.result().code());
    if (!span.message().isEmpty()) {
      status.put("message", cut(span.message()));
    }
  }

  /** Text, because JSON's numbers are not exact enough. */
  private static String nanos(Instant time) {
    return "%d%09d".formatted(time.getEpochSecond(), time.getNano());
  }

  private static void attributes(ArrayNode list, Map<String, String> attributes) {
    attributes.forEach(
        (key, value) ->
            list.addObject().put("key", key).putObject("value").put("stringValue", value));
  }

  private static String cut(String message) {
    return message.length() <= MESSAGE_LIMIT ? message : message.substring(0, MESSAGE_LIMIT);
  }
}
