package dev.millrace.servers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP server that answers whatever a test wants, also what no honest server would. */
public final class ScriptedServer implements AutoCloseable {
  private final LoopbackServer http;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private ScriptedServer(Transport transport, HttpHandler script) {
    this.http =
        LoopbackServer.start(
            transport,
            exchange -> {
              requests.add(Request.of(exchange));
              script.handle(exchange);
            });
  }

  /** A request that came; its body is left to the script. */
  public record Request(String method, URI uri, Headers headers) {
    private static Request of(HttpExchange exchange) {
      return new Request(
          exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders());
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
      return headers.getFirst(name);
    }
  }

  /** Starts a server that answers by a script, over plain HTTP. */
  public static ScriptedServer start(HttpHandler script) {
    return new ScriptedServer(Transport.http(0), script);
  }

  /** Starts a server that answers by a script. */
  public static ScriptedServer start(Transport transport, HttpHandler script) {
    return new ScriptedServer(transport, script);
  }

  /** Answers with a status and a text; for use in scripts. */
  public static void reply(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    LoopbackServer.text(exchange, status, body);
  }

  /** Answers with a redirect; for use in scripts. */
  public static void redirect(HttpExchange exchange, int status, String location)
      throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    reply(exchange, status, "");
  }

  /** The address, with neither a path nor a slash at its end. */
  public URI address() {
    return http.address();
  }

  /** Host and port. */
  public String host() {
    return http.address().getAuthority();
  }

  /** What arrived so far, oldest first. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    http.close();
  }
}
