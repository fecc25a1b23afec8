package dev.millrace.runtime.tracing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A collector of OpenTelemetry that keeps what it is sent. */
final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private volatile int answer = 200;

  record Received(String path, Map<String, String> headers, String body) {
    /** The spans in it. */
    Iterable<JsonNode> spans() {
      return tree().path("resourceSpans").path(0).path("scopeSpans").path(0).path("spans");
    }

    /** The attributes of the program that sent it. */
    String resource(String key) {
      return attribute(tree().path("resourceSpans").path(0).path("resource"), key);
    }

    JsonNode span(String name) {
      for (JsonNode span : spans()) {
        if (span.path("name").asText().equals(name)) {
          return span;
        }
      }
      throw new AssertionError("no span '" + name + "' in " + body);
    }

    private JsonNode tree() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::keep);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answer(int status) {
    answer = status;
  }

  /** The next request; waits for it. */
  Received next() throws InterruptedException {
    return Objects.requireNonNull(
        received.poll(60, TimeUnit.SECONDS), "nothing came to the collector");
  }

  static String attribute(JsonNode holder, String key) {
    for (JsonNode each : holder.path("attributes")) {
      if (each.path("key").asText().equals(key)) {
        return each.path("value").path("stringValue").asText();
      }
    }
    return "";
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String key = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Key"), "");
      received.add(new Received(exchange.getRequestURI().getPath(), Map.of("X-Key", key), body));
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
