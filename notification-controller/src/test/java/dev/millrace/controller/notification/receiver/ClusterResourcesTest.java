package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.controller.notification.receiver.ResourceObjects.ClusterRefusal;
import dev.millrace.controller.notification.receiver.ResourceObjects.Key;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is made of answers that say nothing of an object. */
@Timeout(120)
class ClusterResourcesTest {
  private static final Key SHOP =
      new Key("source.toolkit.fluxcd.io/v1", "GitRepository", "app", "shop");
  private static final String KINDS =
      """
      {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "source.toolkit.fluxcd.io/v1",
       "resources": [{"name": "gitrepositories", "kind": "GitRepository", "namespaced": true}]}""";
  private static final Answer FOUND =
      new Answer(
          200,
          """
          {"apiVersion": "source.toolkit.fluxcd.io/v1", "kind": "GitRepository",
           "metadata": {"name": "shop", "namespace": "app"}}""");
  private static final Answer CUT = new Answer(200, FOUND.text().substring(0, 60));
  private static final Answer BROKEN = new Answer(500, "{}");

  private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
  private HttpServer server;
  private KubernetesClient client;
  private ClusterResources resources;

  private record Answer(int status, String text) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String group = "/apis/source.toolkit.fluxcd.io/v1";
    server.createContext(group, exchange -> send(exchange, new Answer(200, KINDS)));
    server.createContext(
        group + "/namespaces/app/gitrepositories/shop",
        exchange -> send(exchange, answers.removeFirst()));
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    resources = new ClusterResources(client, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void looksAgainWhenAnAnswerWasCutOrTheServerFailed() {
    answers.addAll(List.of(CUT, BROKEN, FOUND));

    assertThat(resources.get(SHOP).get("metadata"))
        .isEqualTo(Map.of("name", "shop", "namespace", "app"));
    assertThat(answers).isEmpty();
  }

  @Test
  void givesUpAtTheThirdFailure() {
    answers.addAll(List.of(BROKEN, BROKEN, BROKEN, FOUND));

    assertThatThrownBy(() -> resources.get(SHOP))
        .isInstanceOf(ClusterRefusal.class)
        .hasMessage("the API server answered 500 for GitRepository/app/shop");
    assertThat(answers).hasSize(1);
  }

  @Test
  void takesARefusalForWhatItIs() {
    answers.addAll(List.of(new Answer(403, "{}"), FOUND));

    assertThatThrownBy(() -> resources.get(SHOP))
        .isInstanceOf(ClusterRefusal.class)
        .hasMessage("the API server answered 403 for GitRepository/app/shop");
    assertThat(answers).hasSize(1);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
