package dev.millrace.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;

/** Answers as the distribution API has them. */
final class OciReplies {
  static final ObjectMapper JSON = new ObjectMapper();

  private OciReplies() {}

  static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
    LoopbackServer.bytes(exchange, status, "application/json", JSON.writeValueAsBytes(body));
  }

  static void error(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getRequestBody().readAllBytes();
    ObjectNode body = JSON.createObjectNode();
    body.putArray("errors")
        .addObject()
        .put("code", code)
        .put("message", code.toLowerCase(Locale.ROOT));
    json(exchange, status, body);
  }
}
