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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Between the controllers and the server of artifacts: what it serves can be made wrong. */
public final class ArtifactProxy implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int upstream;
  private final AtomicInteger left = new AtomicInteger();
  private volatile UnaryOperator<Served> wrong = UnaryOperator.identity();

  /** What the server of artifacts answers. */
  public record Served(int status, byte[] body) {}

  private ArtifactProxy(HttpServer server, int upstream) {
    this.server = server;
    this.upstream = upstream;
  }

  /**
   * Starts a proxy on any free port.
   *
   * @param upstream where the server of artifacts will listen on loopback
   */
  public static ArtifactProxy before(int upstream) {
    try {
      ArtifactProxy proxy =
          new ArtifactProxy(
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

  /** The next answers are changed, as many as said. */
  public void spoil(int times, UnaryOperator<Served> change) {
    wrong = change;
    left.set(times);
  }

  /** How many answers are still to be changed. */
  public int left() {
    return Math.max(0, left.get());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Served served = fetch(exchange.getRequestURI());
      if (left.getAndUpdate(each -> Math.max(0, each - 1)) > 0) {
        served = wrong.apply(served);
      }
      exchange.sendResponseHeaders(
          served.status(), served.body().length == 0 ? -1 : served.body().length);
      exchange.getResponseBody().write(served.body());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Served fetch(URI asked) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + upstream + asked.getRawPath());
    HttpResponse<byte[]> answer =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Served(answer.statusCode(), answer.body());
  }
}
