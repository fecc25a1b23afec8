package dev.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class RequestCountsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void countsRequestsByWhatWasAnswered() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1));
    server.start();
    String host = "127.0.0.1:" + server.getAddress().getPort();
    try (KubernetesClient client = client("http://" + host)) {
      assertThat(client.configMaps().inNamespace("apps").withName("a").get()).isNull();
    } finally {
      server.stop(0);
    }
    var counter = registry.get("rest_client_requests").counter();
    assertThat(counter.count()).isEqualTo(1);
    assertThat(counter.getId().getTag("code")).isEqualTo("404");
    assertThat(counter.getId().getTag("method")).isEqualTo("GET");
    assertThat(counter.getId().getTag("host")).isEqualTo(host);
  }

  private KubernetesClient client(String server) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder().withMasterUrl(server).withRequestRetryBackoffLimit(0).build())
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("counts", new RequestCounts(registry)))
        .build();
  }
}
