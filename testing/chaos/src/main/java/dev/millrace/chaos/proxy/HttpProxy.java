package dev.millrace.chaos.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Between the controllers and a server of one of them: of artifacts, or of events. */
public final class HttpProxy implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int upstream;
  private volatile Interference interference = Interference.NONE;

  /** What a server answers. */
  public record Served(int status, byte[] body) {}

  /** Asks the server behind the proxy. */
  @FunctionalInterface
  public interface Upstream {
    /** Its answer. */
    Served ask() throws IOException, InterruptedException;
  }

  /** Decides, request by request, what is answered; called by many threads at once. */
  @FunctionalInterface
  public interface Interference {
    /** Everything is as it should be. */
    Interference NONE = upstream -> Optional.of(upstream.ask());

    /** The answer; empty when the connection is to end without one. */
    Optional<Served> serve(Upstream upstream) throws IOException, InterruptedException;
  }

  private HttpProxy(HttpServer server, int upstream) {
    this.server = server;
    this.upstream = upstream;
  }

  /**
   * Starts a proxy on any free port.
   *
   * @param upstream where the server will listen on loopback
   */
  public static HttpProxy before(int upstream) {
    try {
      HttpProxy proxy =
          new HttpProxy(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50),
              upstream);
      proxy.server.createContext("/", proxy::serve);
      proxy.server.setExecutor(proxy.threads);
      proxy.server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on, requests are answered so. */
  public void play(Interference next) {
    interference = next;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<Served> served = interference.serve(() -> ask(exchange, body));
      if (served.isPresent()) {
        byte[] answer = served.get().body();
        exchange.sendResponseHeaders(
            served.get().status(), answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Served ask(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + upstream + exchange.getRequestURI().getRawPath()));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Served(answer.statusCode(), answer.body());
  }
}
