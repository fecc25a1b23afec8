package dev.millrace.controller.notification.statuspage.web;

import dev.millrace.controller.notification.server.BoundedServer;
import dev.millrace.controller.notification.server.StatusCodes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The status page on a port of its own. */
public final class StatusPageServer implements AutoCloseable {
  private static final int SEE_OTHER = 303;
  private static final int BAD_REQUEST = 400;
  private static final int WRITE_SECONDS = 10;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
              + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final StatusPageSite site;
  private final BoundedServer server;

  private StatusPageServer(
      Vertx vertx, String host, int port, Executor executor, StatusPageSite site) {
    this.site = site;
    this.server =
        BoundedServer.start(
            vertx, host, port, executor, BoundedServer.Patience.USUAL, this::respond);
  }

  /**
   * Starts a server and returns when it listens.
   *
   * @param executor runs answers, a virtual thread for each
   */
  public static StatusPageServer start(
      Vertx vertx, String host, int port, Executor executor, StatusPageSite site) {
    return new StatusPageServer(vertx, host, port, executor, site);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private void respond(HttpServerRequest request, byte[] body) {
    HttpServerResponse response = request.response();
    HEADERS.forEach(response::putHeader);
    PageRequest asked;
    try {
      asked =
          PageRequest.of(
              request.method().name(),
              request.uri(),
              StatusCodes.headers(request),
              new String(body, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      response.setStatusCode(BAD_REQUEST).end();
      return;
    }
    write(response, site.answer(asked));
  }

  private static void write(HttpServerResponse response, Reply reply) {
    switch (reply) {
      case Reply.Html html -> {
        html.headers().forEach(response::putHeader);
        response
            .setStatusCode(html.status())
            .putHeader("Content-Type", "text/html; charset=utf-8")
            .end(html.text());
      }
      case Reply.Asset asset ->
          response
              .putHeader("Content-Type", asset.contentType())
              .putHeader("Cache-Control", "no-cache")
              .end(asset.content());
      case Reply.Redirect redirect -> {
        redirect.headers().forEach(response::putHeader);
        response.setStatusCode(SEE_OTHER).putHeader("Location", redirect.path()).end();
      }
      case Reply.Stream stream -> {
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        stream.feed().run(text -> send(response, text));
        response.end();
      }
    }
  }

  /** Waits until the text is on its way: a listener who does not read is no listener. */
  private static boolean send(HttpServerResponse response, String text) {
    if (response.closed()) {
      return false;
    }
    try {
      response
          .write(text)
          .toCompletionStage()
          .toCompletableFuture()
          .get(WRITE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
