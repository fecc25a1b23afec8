package dev.millrace.runtime.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ApiServerWaitTest {
  private static final byte[] VERSION =
      "{\"major\":\"1\",\"minor\":\"34\"}".getBytes(StandardCharsets.UTF_8);

  private final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
  private HttpServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/version",
        exchange -> {
          int status = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, VERSION.length);
          exchange.getResponseBody().write(VERSION);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withMasterUrl(url).withAutoConfigure(false).build())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void goesOnWhenTheServerIsUpAndAcceptsTheCredentials() throws InterruptedException {
    answers.addAll(List.of(503, 401, 200));

    assertThat(new ApiServerWait(client, Duration.ofMillis(1)).await()).isTrue();
    assertThat(answers).containsExactly(200);
  }

  @Test
  void goesOnWhenTheServerOnlyKeepsItsVersionToItself() throws InterruptedException {
    answers.add(403);

    assertThat(new ApiServerWait(client, Duration.ofMillis(1)).await()).isTrue();
  }

  @Test
  void saysWhyNobodyAnswers() {
    server.stop(0);

    assertThat(new ApiServerWait(client).problem())
        .hasValueSatisfying(problem -> assertThat(problem).containsIgnoringCase("refused"));
  }

  @Test
  void endsWhenTheControllerStopsMeanwhile() throws InterruptedException {
    answers.add(503);
    ApiServerWait wait = new ApiServerWait(client, Duration.ofHours(1));
    wait.giveUp();

    assertThat(wait.await()).isFalse();
  }
}
