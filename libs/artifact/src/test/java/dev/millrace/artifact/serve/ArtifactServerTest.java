package dev.millrace.artifact.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.ArtifactPath;
import dev.millrace.artifact.storage.DiskStorage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactServerTest {
  private static final ArtifactPath PATH = new ArtifactPath("Bucket", "ns", "name", "x.tar.gz");

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private ArtifactServer server;

  @BeforeEach
  void start() throws IOException {
    var root = Files.createDirectory(folder.resolve("data"));
    Files.writeString(folder.resolve("secret"), "secret");
    var storage = new DiskStorage(root, DigestAlgorithm.SHA256, Clock.systemUTC());
    storage.publish(PATH, out -> out.write("content".getBytes(StandardCharsets.UTF_8)));
    storage.publish(PATH.sibling("empty"), out -> {});
    storage.link(PATH, "latest.tar.gz");
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = ArtifactServer.start(address, storage);
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.tar.gz", "latest.tar.gz"})
  void servesFilesAndLinks(String name) throws Exception {
    var response = send("GET", "/bucket/ns/name/" + name);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("content");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/gzip");
    assertThat(response.headers().firstValue("Last-Modified")).isPresent();
  }

  @Test
  void servesAnEmptyFile() throws Exception {
    assertThat(send("GET", "/bucket/ns/name/empty").body()).isEmpty();
  }

  @Test
  void answersHeadWithTheSizeAlone() throws Exception {
    var response = send("HEAD", "/bucket/ns/name/x.tar.gz");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(7);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void answersTheReadinessProbe() throws Exception {
    assertThat(send("GET", "/").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bucket/ns/name/missing.tar.gz",
        "/bucket/ns/name",
        "/bucket/ns/name/",
        "/bucket",
        "/bucket/ns/name/x.tar.gz/more",
        "/%2e%2e/%2e%2e/%2e%2e/secret",
        "/bucket/ns/%2e%2e/secret",
        "/bucket/ns/name/..%2f..%2f..%2f..%2fsecret",
        "/bucket/ns/name/%00"
      })
  void answersNotFoundForAllElse(String path) throws Exception {
    assertThat(send("GET", path).statusCode()).isEqualTo(404);
  }

  @Test
  void row3DoesNotLeaveItsFolderForARawPath() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      var request = "GET /../secret/../../secret HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();

      assertThat(new String(answer.readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 404")
          .doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void row40RefusesOtherMethods(String method) throws Exception {
    assertThat(send(method, "/bucket/ns/name/x.tar.gz").statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
