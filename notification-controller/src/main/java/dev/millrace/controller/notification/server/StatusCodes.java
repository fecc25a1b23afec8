package dev.millrace.controller.notification.server;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.TreeMap;

/** Answers POST requests with a status code and nothing else, and counts them. */
public final class StatusCodes implements BoundedServer.Responder {
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int INTERNAL_ERROR = 500;

  private final ServerMetrics metrics;
  private final Handler handler;

  /** Answers as a handler says. */
  public StatusCodes(ServerMetrics metrics, Handler handler) {
    this.metrics = metrics;
    this.handler = handler;
  }

  /** Answers a POST request with a status code; may block. */
  @FunctionalInterface
  public interface Handler {
    /** The status code for a request to a path (with its query) with headers and body. */
    int answer(String path, Map<String, String> headers, byte[] body);
  }

  @Override
  public void respond(HttpServerRequest request, byte[] body) {
    int status = INTERNAL_ERROR;
    long start = System.nanoTime();
    metrics.began();
    try {
      status =
          request.method().name().equals("POST")
              ? handler.answer(request.uri(), headers(request), body)
              : METHOD_NOT_ALLOWED;
    } finally {
      request.response().setStatusCode(status).end();
      metrics.ended(
          request.method().name(),
          String.valueOf(request.path()),
          status,
          System.nanoTime() - start);
    }
  }

  /** The headers of a request, by names in any case; of repeated ones the first. */
  public static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
    return headers;
  }
}
