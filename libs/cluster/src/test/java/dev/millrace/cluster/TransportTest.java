package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.runtime.fairness.Concurrency;
import dev.millrace.runtime.fairness.RequestTurns;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests take turns, against a server that doesn't answer the namespace "busy" for a while. */
class TransportTest {
  private static final int AT_ONCE = 2;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final Semaphore arrived = new Semaphore(0);
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private HttpServer server;
  private KubernetesClient client;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", TransportTest::answer);
    server.createContext("/api/v1/namespaces/busy", this::answerLater);
    server.createContext("/api/v1/namespaces/crowded", exchange -> answer(exchange, 429));
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withMasterUrl(url).build())
            .build();
    RequestTurns turns = new RequestTurns(Concurrency.fixed(AT_ONCE), System::nanoTime);
    transport = new Transport(client, Identity.own(), "test", limits(), turns);
  }

  @AfterEach
  void stop() {
    answers.countDown();
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void whoAsksMuchDoesNotKeepAnotherNamespaceWaiting() throws Exception {
    List<Future<?>> busy = new ArrayList<>();
    for (int i = 0; i < 10 * AT_ONCE; i++) {
      busy.add(threads.submit(() -> get(transport, "busy")));
    }
    assertThat(arrived.tryAcquire(AT_ONCE, 1, TimeUnit.MINUTES)).isTrue();

    get(transport.as(new Identity.Impersonated("somebody", List.of())), "quiet");

    answers.countDown();
    for (Future<?> each : busy) {
      each.get(1, TimeUnit.MINUTES);
    }
    assertThat(mostUnderWay).hasValue(AT_ONCE);
  }

  @Test
  void fewerRequestsAreLetGoWhenTheServerRefusesOne() {
    RequestTurns turns = new RequestTurns(new Concurrency(1, 8, 8), System::nanoTime);
    Transport careful = new Transport(client, Identity.own(), "test", limits(), turns);
    assertThatThrownBy(() -> get(careful, "crowded")).isInstanceOf(ApiFailure.class);
    assertThat(turns.atOnce()).isEqualTo(4);
  }

  private static void get(Transport transport, String namespace) {
    transport.send("GET", RequestPath.ofApi("v1").segment("namespaces").segment(namespace), null);
  }

  private void answerLater(HttpExchange exchange) throws IOException {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    arrived.release();
    try {
      answers.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    underWay.decrementAndGet();
    answer(exchange);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    answer(exchange, 200);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static ConnectionLimits limits() {
    ConnectionLimits usual = ConnectionLimits.DEFAULT;
    return new ConnectionLimits(
        usual.requestsAtOnce(),
        Duration.ofMinutes(1),
        usual.watchTimeout(),
        usual.maxResponseBytes(),
        usual.listPageSize(),
        usual.firstRetry(),
        usual.lastRetry());
  }
}
