package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes every request and remembers it: the far end of a chat, a webhook or a Git host's API. */
public final class WebhookSink implements AutoCloseable {
  private final LoopbackServer http;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Function<Received, Reply> script = _ -> new Reply(200, "ok");

  private WebhookSink(int port) {
    this.http = LoopbackServer.start(port, this::handle);
  }

  /** Starts a sink on any free port; it answers 200 with the text {@code ok}. */
  public static WebhookSink start() {
    return start(0);
  }

  /** Starts a sink on a port, or on any that is free for 0. */
  public static WebhookSink start(int port) {
    return new WebhookSink(port);
  }

  /** The address, with neither a path nor a slash at its end. */
  public URI address() {
    return http.address();
  }

  /** What arrived so far, oldest first. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** Forgets what arrived so far. */
  public void forget() {
    received.clear();
  }

  /** Decides from now on how a request is answered. */
  public void answer(Function<Received, Reply> answers) {
    this.script = answers;
  }

  @Override
  public void close() {
    http.close();
  }

  /** A request; header names are in lower case. */
  public record Received(
      Instant at, String method, URI uri, Map<String, List<String>> headers, String body) {
    /** The first value of a header, or an empty text. */
    public String header(String name) {
      List<String> values =
          headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
      return values.isEmpty() ? "" : values.getFirst();
    }
  }

  /** An answer: status and body. */
  public record Reply(int status, String body) {}

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new java.util.TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), List.copyOf(values)));
    Received request =
        new Received(
            Instant.now(),
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    received.add(request);
    Reply reply = script.apply(request);
    LoopbackServer.text(exchange, reply.status(), reply.body());
  }
}
