package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The blobs of an {@link OciRegistry}, the same for all repositories, and uploads of new ones. */
final class OciBlobs {
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger nextUpload = new AtomicInteger();

  /** Stores a blob; returns its digest. */
  String put(byte[] content) {
    String digest = Digests.of(content);
    blobs.put(digest, content);
    return digest;
  }

  /**
   * Answers a request.
   *
   * @param rest of the path: a digest, or {@code uploads/} and what follows
   */
  void answer(HttpExchange exchange, String repository, String rest) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> startUpload(exchange, repository);
      case "PATCH" -> appendToUpload(exchange, repository, rest);
      case "PUT" -> finishUpload(exchange, rest);
      default -> download(exchange, rest);
    }
  }

  private void download(HttpExchange exchange, String digest) throws IOException {
    byte[] content = blobs.get(digest);
    if (content == null) {
      OciReplies.error(exchange, 404, "BLOB_UNKNOWN");
      return;
    }
    exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
    LoopbackServer.bytes(exchange, 200, "application/octet-stream", content);
  }

  private void startUpload(HttpExchange exchange, String repository) throws IOException {
    Query query = new Query(exchange.getRequestURI());
    byte[] content = exchange.getRequestBody().readAllBytes();
    if (query.has("digest")) {
      store(exchange, query.get("digest"), content);
      return;
    }
    String id = String.valueOf(nextUpload.incrementAndGet());
    uploads.put(id, new ByteArrayOutputStream());
    accept(exchange, repository, id);
  }

  private void appendToUpload(HttpExchange exchange, String repository, String rest)
      throws IOException {
    String id = rest.substring("uploads/".length());
    ByteArrayOutputStream upload = uploads.get(id);
    if (upload == null) {
      OciReplies.error(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
      return;
    }
    exchange.getRequestBody().transferTo(upload);
    accept(exchange, repository, id);
  }

  private static void accept(HttpExchange exchange, String repository, String id)
      throws IOException {
    exchange.getResponseHeaders().set("Location", "/v2/" + repository + "/blobs/uploads/" + id);
    LoopbackServer.text(exchange, 202, "");
  }

  private void finishUpload(HttpExchange exchange, String rest) throws IOException {
    ByteArrayOutputStream upload = uploads.remove(rest.substring("uploads/".length()));
    Query query = new Query(exchange.getRequestURI());
    if (upload == null || !query.has("digest")) {
      OciReplies.error(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
      return;
    }
    exchange.getRequestBody().transferTo(upload);
    store(exchange, query.get("digest"), upload.toByteArray());
  }

  private void store(HttpExchange exchange, String digest, byte[] content) throws IOException {
    if (!Digests.of(content).equals(digest)) {
      OciReplies.error(exchange, 400, "DIGEST_INVALID");
      return;
    }
    blobs.put(digest, content);
    exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
    LoopbackServer.text(exchange, 201, "");
  }
}
