package dev.millrace.controller.notification.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server for small POST requests from anybody: bounded headers, body and patience (FLUX.md
 * 1.8). A body that is too large is refused before anybody looks at the request.
 */
public final class BoundedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedServer.class);
  private static final int HEADER_LIMIT = 256 * 1024;
  private static final int BODY_LIMIT = 3 * 1024 * 1024;
  private static final long DRAIN_LIMIT = 16L * 1024 * 1024;
  private static final int TOO_LARGE = 413;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final Vertx vertx;
  private final HttpServer server;
  private final Executor executor;
  private final ServerMetrics metrics;
  private final Patience patience;
  private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();

  private BoundedServer(Vertx vertx, Executor executor, ServerMetrics metrics, Patience patience) {
    this.vertx = vertx;
    this.executor = executor;
    this.metrics = metrics;
    this.patience = patience;
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setMaxHeaderSize(HEADER_LIMIT)
                .setReadIdleTimeout(Math.toIntExact(patience.body().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false));
  }

  /** Answers a POST request with a status code; may block. */
  @FunctionalInterface
  public interface Handler {
    /** The status code for a request to a path (with its query) with headers and body. */
    int answer(String path, Map<String, String> headers, byte[] body);
  }

  /**
   * How long a client may take.
   *
   * @param headers from the connection to the end of the first headers
   * @param body from the headers to the end of the body; whole seconds
   */
  public record Patience(Duration headers, Duration body) {
    /** As long as Flux waits. */
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /**
   * Starts a server and returns when it listens.
   *
   * @param host the address to listen on
   * @param executor runs the handler, a virtual thread for each request
   */
  public static BoundedServer start(
      Vertx vertx,
      String host,
      int port,
      Executor executor,
      ServerMetrics metrics,
      Patience patience,
      Handler handler) {
    BoundedServer bounded = new BoundedServer(vertx, executor, metrics, patience);
    bounded.server.connectionHandler(bounded::greet);
    bounded.server.requestHandler(request -> bounded.receive(request, handler));
    try {
      bounded.server.listen(port, host).toCompletionStage().toCompletableFuture().get();
      return bounded;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot listen on " + host + ":" + port, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting to listen", e);
    }
  }

  /** Whether a body of so many bytes is read; a larger one is answered with 413. */
  public static boolean accepts(long length) {
    return length <= BODY_LIMIT;
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    server.close();
  }

  /** Ends connections that do not get to the end of their first headers. */
  private void greet(HttpConnection connection) {
    long timer = vertx.setTimer(patience.headers().toMillis(), _ -> connection.close());
    silent.put(connection, timer);
    connection.closeHandler(_ -> heard(connection));
  }

  private void heard(HttpConnection connection) {
    Long timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void receive(HttpServerRequest request, Handler handler) {
    heard(request.connection());
    long timer = vertx.setTimer(patience.body().toMillis(), _ -> request.connection().close());
    Intake intake = new Intake();
    request.handler(
        chunk -> {
          if (!intake.take(chunk)) {
            request.handler(null);
            vertx.cancelTimer(timer);
            refuse(request);
          }
        });
    request.exceptionHandler(_ -> vertx.cancelTimer(timer));
    request.endHandler(
        _ -> {
          vertx.cancelTimer(timer);
          if (request.response().ended()) {
            return;
          }
          if (intake.isTooLarge()) {
            refuse(request);
          } else {
            executor.execute(() -> answer(request, handler, intake.body.getBytes()));
          }
        });
  }

  /**
   * A body on its way. What is beyond the limit is read and thrown away for a while: a client that
   * is cut off while it writes would not see the answer.
   */
  private static final class Intake {
    private Buffer body = Buffer.buffer();
    private long length;

    /** False when there is no point in reading on. */
    boolean take(Buffer chunk) {
      length += chunk.length();
      if (isTooLarge()) {
        body = Buffer.buffer();
      } else {
        body.appendBuffer(chunk);
      }
      return length <= DRAIN_LIMIT;
    }

    boolean isTooLarge() {
      return !accepts(length);
    }
  }

  private static void refuse(HttpServerRequest request) {
    request.response().putHeader("Connection", "close").setStatusCode(TOO_LARGE).end();
  }

  private void answer(HttpServerRequest request, Handler handler, byte[] body) {
    int status = 500;
    long start = System.nanoTime();
    metrics.began();
    try {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      request.headers().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
      status =
          request.method().name().equals("POST")
              ? handler.answer(request.uri(), headers, body)
              : METHOD_NOT_ALLOWED;
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
    } finally {
      request.response().setStatusCode(status).end();
      metrics.ended(
          request.method().name(),
          String.valueOf(request.path()),
          status,
          System.nanoTime() - start);
    }
  }
}
