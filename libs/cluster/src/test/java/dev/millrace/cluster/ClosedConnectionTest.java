package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.runtime.fairness.Concurrency;
import dev.millrace.runtime.fairness.RequestTurns;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of those who use a connection that somebody closes. */
class ClosedConnectionTest {
  private static final RequestPath PATH = RequestPath.ofApi("v1").segment("configmaps");

  private final List<ApiFailure> failures = new ArrayList<>();
  private HttpServer server;
  private KubernetesClient client;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withMasterUrl(url).build())
            .build();
    RequestTurns turns = new RequestTurns(Concurrency.fixed(1), System::nanoTime);
    transport = new Transport(client, Identity.own(), "test", ConnectionLimits.DEFAULT, turns);
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  @Timeout(60)
  void watchesEndWithIt() {
    WatchTarget target = WatchTarget.object("v1", new ObjectRef("", "ConfigMap", "apps", "web"));
    new ListWatch(target, new ClosesWhenSynced(), transport, new Random(1), () -> PATH, true).run();
    assertThat(failures).as("nobody is told of a failure").isEmpty();
  }

  @Test
  void requestsSayThatItIsClosed() {
    client.close();
    assertThatExceptionOfType(ApiFailure.class)
        .isThrownBy(() -> transport.send("GET", PATH, null))
        .withMessageContaining("the connection to the API server is closed");
  }

  private final class ClosesWhenSynced implements WatchListener {
    @Override
    public void onUpsert(KubeObject object) {}

    @Override
    public void onDelete(ObjectRef ref) {}

    @Override
    public void onSynced() {
      client.close();
    }

    @Override
    public void onFailure(ApiFailure failure) {
      failures.add(failure);
    }
  }
}
