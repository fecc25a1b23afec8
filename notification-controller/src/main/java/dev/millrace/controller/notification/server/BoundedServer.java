package dev.millrace.controller.notification.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server for small requests from anybody: bounded headers, body and patience (FLUX.md 1.8).
 * A body that is too large is refused before anybody looks at the request.
 */
public final class BoundedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedServer.class);
  private static final int HEADER_LIMIT = 256 * 1024;
  private static final int BODY_LIMIT = 3 * 1024 * 1024;
  private static final long DRAIN_LIMIT = 16L * 1024 * 1024;
  private static final int TOO_LARGE = 413;
  private static final int INTERNAL_ERROR = 500;

  private final Vertx vertx;
  private final HttpServer server;
  private final Executor executor;
  private final Patience patience;
  private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();

  private BoundedServer(Vertx vertx, Executor executor, Patience patience) {
    this.vertx = vertx;
    this.executor = executor;
    this.patience = patience;
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setMaxHeaderSize(HEADER_LIMIT)
                .setIdleTimeout(Math.toIntExact(patience.body().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false));
  }

  /** Answers requests; may block. */
  @FunctionalInterface
  public interface Responder {
    /** Writes the response to a request whose body was read, and ends it. */
    void respond(HttpServerRequest request, byte[] body);
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
   * @param executor runs the responder, a virtual thread for each request
   */
  public static BoundedServer start(
      Vertx vertx,
      String host,
      int port,
      Executor executor,
      Patience patience,
      Responder responder) {
    BoundedServer bounded = new BoundedServer(vertx, executor, patience);
    bounded.server.connectionHandler(bounded::greet);
    bounded.server.requestHandler(request -> bounded.receive(request, responder));
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

  private void receive(HttpServerRequest request, Responder responder) {
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
            executor.execute(() -> answer(request, responder, intake.body.getBytes()));
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

  private static void answer(HttpServerRequest request, Responder responder, byte[] body) {
    try {
      responder.respond(request, body);
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
    } finally {
      if (!request.response().ended()) {
        giveUp(request.response());
      }
    }
  }

  private static void giveUp(HttpServerResponse response) {
    if (!response.headWritten()) {
      response.setStatusCode(INTERNAL_ERROR);
    }
    response.end();
  }
}
