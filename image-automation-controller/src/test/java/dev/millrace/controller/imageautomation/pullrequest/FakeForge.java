package dev.millrace.controller.imageautomation.pullrequest;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forge that keeps what it was told and lists what a test puts into it. */
public final class FakeForge implements AutoCloseable {
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Object> open = new CopyOnWriteArrayList<>();
  private final ScriptedServer server = ScriptedServer.start(this::answer);
  private volatile int failures;

  /** A call that came. */
  public record Call(String method, String path, Map<?, ?> body, String authorization) {
    /** Method and path. */
    public String line() {
      return method + " " + path;
    }
  }

  /** The address of the API. */
  public URI address() {
    return server.address();
  }

  /** Calls other than those that only ask. */
  public List<Call> changes() {
    return calls.stream().filter(call -> !call.method.equals("GET")).toList();
  }

  /** All calls. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Lists a pull request, in the words of the forge. */
  public void lists(Map<String, ?> request) {
    open.add(request);
  }

  /** Answers the next calls with an error. */
  public void failNext(int times) {
    failures = times;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Object tree = body.isEmpty() ? Map.of() : GoJson.read(body);
    calls.add(
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            tree instanceof Map<?, ?> map ? map : Map.of(),
            Objects.requireNonNullElse(
                exchange.getRequestHeaders().getFirst("Authorization"),
                String.valueOf(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN")))));
    if (failures > 0) {
      failures--;
      ScriptedServer.reply(exchange, 503, "{\"message\":\"come back later\"}");
      return;
    }
    boolean asks = exchange.getRequestMethod().equals("GET");
    ScriptedServer.reply(exchange, 200, asks ? listing(exchange.getRequestURI()) : "{}");
  }

  private String listing(URI uri) {
    List<Object> found = new ArrayList<>(open);
    if (uri.getPath().contains("/_apis/")) {
      return GoJson.write(Map.of("value", found));
    }
    return uri.getPath().contains("/repositories/")
        ? GoJson.write(Map.of("values", found))
        : GoJson.write(found);
  }

  @Override
  public void close() {
    server.close();
  }
}
