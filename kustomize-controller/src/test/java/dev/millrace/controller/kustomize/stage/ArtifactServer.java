package dev.millrace.controller.kustomize.stage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.servers.TarGz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves artifacts as source-controller does, and counts the downloads. */
public final class ArtifactServer implements AutoCloseable {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> downloads = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
  private final AtomicInteger addresses = new AtomicInteger();
  private final HttpServer server;

  private ArtifactServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Where an artifact is.
   *
   * @param digest {@code sha256:…}
   */
  public record Served(String url, String digest) {
    /** The digest as a Git commit is named, so that equal content has equal revisions. */
    public String revision() {
      return "main@sha1:" + digest.substring("sha256:".length(), "sha256:".length() + 40);
    }
  }

  static ArtifactServer start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ArtifactServer server = new ArtifactServer(http);
      http.createContext("/", server::answer);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs files and serves the archive. */
  Served serve(Map<String, String> texts) {
    Map<String, byte[]> contents = new TreeMap<>();
    texts.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return serveArchive(TarGz.of(contents));
  }

  /** Serves bytes as they are, at an address that nobody downloaded anything from before. */
  Served serveArchive(byte[] archive) {
    String hex = HexFormat.of().formatHex(sha256(archive));
    String path = "/" + addresses.incrementAndGet() + "/" + hex + ".tar.gz";
    files.put(path, archive);
    return new Served("http://127.0.0.1:" + server.getAddress().getPort() + path, "sha256:" + hex);
  }

  /** How often an artifact was downloaded. */
  int downloads(Served served) {
    AtomicInteger count = downloads.get(path(served));
    return count == null ? 0 : count.get();
  }

  /** Lets nobody have an artifact until what this returns is run. */
  Runnable hold(Served served) {
    CountDownLatch latch = new CountDownLatch(1);
    held.put(path(served), latch);
    return latch::countDown;
  }

  private static String path(Served served) {
    return URI.create(served.url()).getPath();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] file = files.get(path);
      downloads.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
      awaitRelease(path);
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file);
      }
    }
  }

  private void awaitRelease(String path) {
    CountDownLatch latch = held.get(path);
    try {
      if (latch != null && !latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody released " + path);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
