package dev.millrace.artifact.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.artifact.archive.TarGz;
import dev.millrace.artifact.archive.UnpackLimits;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.safety.LimitExceeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArtifactFetcherTest {
  private static final int COMPLETE = 200;
  private static final int CUT = -1;
  private static final int STALLED = -2;

  @TempDir Path folder;
  private final Deque<Integer> script = new ArrayDeque<>();
  private final List<Duration> waits = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private byte[] packed;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var content = "a: 1".getBytes(StandardCharsets.UTF_8);
    TarGz.write(
        ArchiveTree.builder().add(ArchiveEntry.file("deploy/app.yaml", content)).build(), bytes);
    packed = bytes.toByteArray();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  @ParameterizedTest
  @EnumSource
  void fetchesAndVerifies(DigestAlgorithm algorithm) throws Exception {
    script.add(COMPLETE);

    var tree = fetcher(options()).fetchTree(url(), Digest.of(algorithm, packed));

    assertThat(tree.read("deploy/app.yaml", 100)).asString().isEqualTo("a: 1");
  }

  @Test
  void fetchesIntoAFolder() throws Exception {
    script.add(COMPLETE);

    fetcher(options()).fetchIntoFolder(url(), digest(), folder);

    assertThat(folder.resolve("deploy/app.yaml")).hasContent("a: 1");
  }

  @Test
  void row25Row38Row54UsesNothingOfAnArtifactWithAnotherDigest() {
    script.add(COMPLETE);
    var other = Digest.of(DigestAlgorithm.SHA256, new byte[] {1});

    assertThatThrownBy(() -> fetcher(options()).fetchIntoFolder(url(), other, folder))
        .isInstanceOf(DigestMismatch.class)
        .hasMessageContaining(other.toString());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void triesAgainAfterServerErrorsWithGrowingWaits() throws Exception {
    script.addAll(List.of(503, 500, 429, CUT, COMPLETE));

    fetcher(options()).fetchTree(url(), digest());

    assertThat(waits)
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));
  }

  @Test
  void givesUpAfterTheLastRetry() {
    script.addAll(List.of(503, 503, 503));

    assertThatThrownBy(
            () -> fetcher(options().withRetry(RetryPolicy.ofRetries(2))).fetchTree(url(), digest()))
        .hasMessage(
            "failed to download the artifact at %s after 3 attempts: the server answered with status"
                + " 503",
            url());
    assertThat(script).isEmpty();
  }

  @Test
  void doesNotRetryWhatIsNotThere() {
    script.add(404);

    assertThatThrownBy(() -> fetcher(options()).fetchTree(url(), digest()))
        .isInstanceOf(ArtifactNotFound.class);
    assertThat(waits).isEmpty();
  }

  @Test
  void doesNotRetryARefusal() {
    script.add(403);

    assertThatThrownBy(() -> fetcher(options()).fetchTree(url(), digest()))
        .hasMessageContaining("status 403");
    assertThat(waits).isEmpty();
  }

  @Test
  void row19StopsAtTheSizeLimit() {
    script.add(COMPLETE);
    var small =
        new FetchOptions(
            RetryPolicy.ofRetries(0),
            Duration.ofSeconds(10),
            packed.length - 1,
            UnpackLimits.forArtifacts(),
            null);

    assertThatThrownBy(() -> fetcher(small).fetchTree(url(), digest()))
        .isInstanceOf(LimitExceeded.class);
  }

  @Test
  void doesNotWaitForeverForABodyThatStalls() {
    script.add(STALLED);
    var impatient =
        new FetchOptions(
            RetryPolicy.ofRetries(0),
            Duration.ofMillis(300),
            1 << 20,
            UnpackLimits.forArtifacts(),
            null);

    assertThatThrownBy(() -> fetcher(impatient).fetchTree(url(), digest()))
        .hasMessageContaining("took longer than");
  }

  @Test
  void replacesTheHostWhenTold() throws Exception {
    script.add(COMPLETE);
    var options = options().withHostOverride("127.0.0.1:" + server.getAddress().getPort());

    var tree =
        fetcher(options)
            .fetchTree("http://source-controller.flux-system.svc.cluster.local./x", digest());

    assertThat(tree.isFile("deploy/app.yaml")).isTrue();
  }

  @Test
  void refusesOtherSchemes() {
    assertThatThrownBy(() -> fetcher(options()).fetchTree("file:///etc/passwd", digest()))
        .hasMessage("'file:///etc/passwd' is not an http or https URL");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = script.removeFirst();
      if (status == COMPLETE) {
        exchange.sendResponseHeaders(200, packed.length);
        exchange.getResponseBody().write(packed);
      } else if (status == CUT || status == STALLED) {
        exchange.sendResponseHeaders(200, packed.length);
        exchange.getResponseBody().write(packed, 0, 10);
        exchange.getResponseBody().flush();
        if (status == STALLED) {
          Thread.sleep(Duration.ofSeconds(20));
        }
      } else {
        exchange.sendResponseHeaders(status, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ArtifactFetcher fetcher(FetchOptions options) {
    return new ArtifactFetcher(http, options, waits::add);
  }

  private static FetchOptions options() {
    return FetchOptions.defaults();
  }

  private Digest digest() {
    return Digest.of(DigestAlgorithm.SHA256, packed);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/bucket/ns/name/x.tar.gz";
  }
}
