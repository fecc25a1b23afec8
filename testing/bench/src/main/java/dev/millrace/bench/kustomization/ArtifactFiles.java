package dev.millrace.bench.kustomization;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.servers.TarGz;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Serves artifacts as source-controller does. */
final class ArtifactFiles implements AutoCloseable {
  private final Map<String, byte[]> archives = new ConcurrentHashMap<>();
  private final HttpServer server;

  private ArtifactFiles(HttpServer server) {
    this.server = server;
  }

  /** An artifact: where it is, and the digest of its bytes in hexadecimal digits. */
  record Artifact(String url, String digest) {
    String revision() {
      return "main@sha1:" + digest.substring(0, 40);
    }
  }

  static ArtifactFiles start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ArtifactFiles files = new ArtifactFiles(server);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] archive =
                files.archives.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(archive.length == 0 ? 404 : 200, archive.length);
            exchange.getResponseBody().write(archive);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return files;
  }

  Artifact serve(Map<String, String> texts) throws NoSuchAlgorithmException {
    Map<String, byte[]> contents = new TreeMap<>();
    texts.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
    byte[] archive = TarGz.of(contents);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    archives.put("/" + digest + ".tar.gz", archive);
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + digest + ".tar.gz";
    return new Artifact(url, digest);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
