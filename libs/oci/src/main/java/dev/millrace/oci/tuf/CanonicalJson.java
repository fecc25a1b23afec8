package dev.millrace.oci.tuf;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** The form of JSON that signatures are over: sorted names, no spaces, as few escapes as can be. */
final class CanonicalJson {
  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  static byte[] of(JsonNode json) throws TufException {
    var canonical = new CanonicalJson();
    canonical.write(json);
    return canonical.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(JsonNode json) throws TufException {
    switch (json.getNodeType()) {
      case OBJECT -> writeObject(json);
      case ARRAY -> writeArray(json);
      case STRING -> writeText(json.asText());
      case NUMBER -> writeNumber(json);
      case BOOLEAN, NULL -> out.append(json.asText());
      default -> throw new TufException("metadata holds something that JSON has not");
    }
  }

  private void writeObject(JsonNode json) throws TufException {
    var fields = new TreeMap<String, JsonNode>();
    json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    var separator = "{";
    for (var field : fields.entrySet()) {
      out.append(separator);
      writeText(field.getKey());
      out.append(':');
      write(field.getValue());
      separator = ",";
    }
    out.append(fields.isEmpty() ? "{}" : "}");
  }

  private void writeArray(JsonNode json) throws TufException {
    var separator = "";
    out.append('[');
    for (var element : json) {
      out.append(separator);
      write(element);
      separator = ",";
    }
    out.append(']');
  }

  private void writeText(String text) {
    out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  private void writeNumber(JsonNode json) throws TufException {
    if (!json.isIntegralNumber()) {
      throw new TufException("metadata holds a number that is not whole");
    }
    out.append(json.asText());
  }
}
