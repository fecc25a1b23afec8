package dev.millrace.controller.notification.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to a service.
 *
 * @param headers header names and values; names are compared without regard to case
 * @param body the bytes to send; empty for none
 */
public record OutgoingRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the headers. */
  public OutgoingRequest {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  /** A POST of JSON. */
  public static OutgoingRequest post(URI uri, JsonNode body) {
    return json("POST", uri, body);
  }

  /** A request with a JSON body. */
  public static OutgoingRequest json(String method, URI uri, JsonNode body) {
    try {
      return new OutgoingRequest(
          method, uri, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always representable", e);
    }
  }

  /** A request without a body. */
  public static OutgoingRequest get(URI uri) {
    return new OutgoingRequest("GET", uri, Map.of(), new byte[0]);
  }

  /** The same request with one header more. */
  public OutgoingRequest header(String name, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new OutgoingRequest(method, uri, more, body);
  }
}
