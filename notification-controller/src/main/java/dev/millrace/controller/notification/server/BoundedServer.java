package dev.millrace.controller.notification.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.TreeMap;
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
  private static final int READ_LIMIT_SECONDS = 30;
  private static final int TOO_LARGE = 413;

  private final HttpServer server;
  private final Executor executor;
  private final ServerMetrics metrics;

  private BoundedServer(Vertx vertx, Executor executor, ServerMetrics metrics) {
    this.executor = executor;
    this.metrics = metrics;
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setMaxHeaderSize(HEADER_LIMIT)
                .setReadIdleTimeout(READ_LIMIT_SECONDS)
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
      Handler handler) {
    BoundedServer bounded = new BoundedServer(vertx, executor, metrics);
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

  private void receive(HttpServerRequest request, Handler handler) {
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (!accepts((long) body.length() + chunk.length())) {
            request.handler(null);
            refuse(request);
            return;
          }
          body.appendBuffer(chunk);
        });
    request.endHandler(
        _ -> {
          if (!request.response().ended()) {
            executor.execute(() -> answer(request, handler, body.getBytes()));
          }
        });
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
              : 405;
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
    } finally {
      request.response().setStatusCode(status).end();
      metrics.ended(
          request.method().name(), String.valueOf(request.path()), status, System.nanoTime() - start);
    }
  }
}
