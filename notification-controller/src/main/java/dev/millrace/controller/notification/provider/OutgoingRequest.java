package dev.millrace.controller.notification.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request to a service.
 *
 * @param headers header names and values; names are compared without regard to case
 * @param body the bytes to send; empty for none
 */
public record OutgoingRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "Content-Type";

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

  /** A POST of bytes. */
  public static OutgoingRequest post(URI uri, String contentType, byte[] body) {
    return new OutgoingRequest("POST", uri, Map.of(CONTENT_TYPE, contentType), body);
  }

  /** A POST of a form. */
  public static OutgoingRequest form(URI uri, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return post(uri, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
  }

  /** A request with a JSON body. */
  public static OutgoingRequest json(String method, URI uri, JsonNode body) {
    try {
      return new OutgoingRequest(
          method, uri, Map.of(CONTENT_TYPE, "application/json"), JSON.writeValueAsBytes(body));
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

  /** The same request with a bearer token; unchanged when the token is empty. */
  public OutgoingRequest bearer(String token) {
    return token.isEmpty() ? this : header("Authorization", "Bearer " + token);
  }

  /** The same request with basic authentication. */
  public OutgoingRequest basic(String username, String password) {
    byte[] login = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
