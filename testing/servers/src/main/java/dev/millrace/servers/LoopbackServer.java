package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The HTTP side that every test server shares: loopback only, a virtual thread for a request. */
final class LoopbackServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts a server over plain HTTP.
   *
   * @param port the port, or 0 for any that is free
   */
  static LoopbackServer start(int port, HttpHandler handler) {
    return start(Transport.http(port), handler);
  }

  /** Starts a server. */
  static LoopbackServer start(Transport transport, HttpHandler handler) {
    try {
      HttpServer http = listen(transport);
      LoopbackServer server = new LoopbackServer(http);
      http.createContext("/", exchange -> server.answer(exchange, handler));
      http.setExecutor(server.executor);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer listen(Transport transport) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), transport.port());
    TestAuthority authority = transport.authority();
    if (authority == null) {
      return HttpServer.create(address, 0);
    }
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(authority.serverContext()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(transport.clientCertificate());
            parameters.setSSLParameters(tls);
          }
        });
    return server;
  }

  /** The address, with neither a path nor a slash at its end. */
  URI address() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** Answers with a text. */
  static void text(HttpExchange exchange, int status, String body) throws IOException {
    bytes(exchange, status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with bytes; a HEAD request gets the headers alone. */
  static void bytes(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /**
   * Whether the request carries the wanted user and password; if not, it has been answered with a
   * challenge.
   */
  static boolean isAllowed(HttpExchange exchange, @Nullable Login wanted) throws IOException {
    if (wanted == null) {
      return true;
    }
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (wanted.username() + ":" + wanted.password()).getBytes(StandardCharsets.UTF_8));
    if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return true;
    }
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
    text(exchange, 401, "authentication required\n");
    return false;
  }

  private void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
    try (exchange) {
      handler.handle(exchange);
    }
  }
}
