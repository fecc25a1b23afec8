package dev.millrace.artifact.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.millrace.artifact.storage.ArtifactPath;
import dev.millrace.artifact.storage.ArtifactStorage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Answers GET and HEAD for {@code /kind/namespace/name/file}. {@code /} itself answers 200, which
 * is what readiness probes ask for; folders are not listed.
 */
final class ArtifactHandler implements HttpHandler {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int INTERNAL_ERROR = 500;
  private static final long NO_BODY = -1;

  private final ArtifactStorage storage;

  ArtifactHandler(ArtifactStorage storage) {
    this.storage = storage;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var method = exchange.getRequestMethod();
      var path = exchange.getRequestURI().getPath();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, NO_BODY);
      } else if (path.equals("/")) {
        exchange.sendResponseHeaders(OK, NO_BODY);
      } else {
        serve(exchange, path, method.equals("GET"));
      }
    }
  }

  private void serve(HttpExchange exchange, String path, boolean withBody) throws IOException {
    var artifact = artifactAt(path);
    if (artifact.isEmpty()) {
      exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
      return;
    }
    try (var file = storage.open(artifact.get())) {
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", contentType(path));
      headers.set("Last-Modified", httpDate(file.lastModified()));
      if (withBody) {
        exchange.sendResponseHeaders(OK, file.size() == 0 ? NO_BODY : file.size());
        file.stream().transferTo(exchange.getResponseBody());
      } else {
        headers.set("Content-Length", Long.toString(file.size()));
        exchange.sendResponseHeaders(OK, NO_BODY);
      }
    } catch (NoSuchFileException e) {
      exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
    } catch (IOException e) {
      if (exchange.getResponseCode() < 0) {
        exchange.sendResponseHeaders(INTERNAL_ERROR, NO_BODY);
      }
      throw e;
    }
  }

  private static Optional<ArtifactPath> artifactAt(String path) {
    try {
      return Optional.of(ArtifactPath.parse(path.substring(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String contentType(String path) {
    if (path.endsWith(".yaml")) {
      return "text/plain; charset=utf-8";
    }
    return path.endsWith("gz") ? "application/gzip" : "application/octet-stream";
  }

  private static String httpDate(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }
}
