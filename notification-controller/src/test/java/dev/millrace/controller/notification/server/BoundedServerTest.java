package dev.millrace.controller.notification.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY-CASES.md row 11: what strangers send costs little. */
class BoundedServerTest {
  private final AtomicInteger handled = new AtomicInteger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Vertx vertx;
  private ExecutorService executor;
  private BoundedServer server;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    executor = Executors.newVirtualThreadPerTaskExecutor();
    server =
        BoundedServer.start(
            vertx,
            "127.0.0.1",
            0,
            executor,
            new BoundedServer.Patience(Duration.ofSeconds(3), Duration.ofSeconds(3)),
            new StatusCodes(
                new ServerMetrics(meters, "gotk.event", false),
                (_, _, _) -> {
                  handled.incrementAndGet();
                  return 202;
                }));
  }

  @AfterEach
  void stop() {
    server.close();
    executor.close();
    vertx.close();
  }

  @Test
  void answersWhatItsHandlerSays() throws Exception {
    assertThat(post("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(202);
    assertThat(
            meters
                .get("gotk.event.http.request.duration")
                .tags("method", "POST", "code", "202", "handler", "")
                .timer()
                .count())
        .isOne();
  }

  @Test
  void row11Row20RefusesABodyThatIsTooLargeBeforeAnybodyLooksAtIt() throws Exception {
    assertThat(post(new byte[4 * 1024 * 1024])).isEqualTo(413);
    assertThat(handled).hasValue(0);
    assertThat(post(new byte[3 * 1024 * 1024])).isEqualTo(202);
  }

  @Test
  void row11RefusesHeadersThatAreTooLarge() throws Exception {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ("POST / HTTP/1.1\r\nX: " + "x".repeat(300_000)).getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 4");
    } catch (IOException _) {
      // The server may end the connection while we still write.
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void row11EndsConnectionsThatSendTheirHeadersByDrops() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Socket socket = connect();
      socket.getOutputStream().write("POST / HT".getBytes(StandardCharsets.US_ASCII));
      slow.add(socket);
    }
    assertThat(post("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(202);
    for (Socket socket : slow) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      socket.close();
    }
  }

  @Test
  void row11EndsConnectionsThatSendTheirBodyByDrops() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(handled).hasValue(0);
  }

  /** SECURITY-CASES.md row 40: a server has the one route that its handler answers, for POST. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
  void row40KnowsNoOtherMethodThanPost(String method) throws Exception {
    for (String path : List.of("", "hook/x", "metrics", "healthz", "q/dev", "debug/pprof/")) {
      HttpRequest request =
          HttpRequest.newBuilder(address().resolve(path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(405);
        assertThat(answer.body()).as(path).isEmpty();
      }
    }
    assertThat(handled).hasValue(0);
  }

  private int post(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address())
            .version(HttpClient.Version.HTTP_1_1)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(60_000);
    return socket;
  }
}
