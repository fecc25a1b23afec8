package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.Repository;
import dev.millrace.servers.WebhookSink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An accepted event arrives, although its receiver is down and the controller is killed. */
class NotificationOutageTest {
  private static final String NAMESPACE = "outage";
  private static final String OBJECTS =
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata: {name: hook, namespace: outage, finalizers: [finalizers.fluxcd.io]}
      spec: {type: generic, address: "http://127.0.0.1:@PORT@/hook"}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata: {name: all, namespace: outage, finalizers: [finalizers.fluxcd.io]}
      spec:
        providerRef: {name: hook}
        eventSources: [{kind: GitRepository, name: '*'}]
      """;

  @Test
  void anAcceptedEventSurvivesAKilledControllerAndAReceiverThatIsDown(@TempDir Path folder)
      throws Exception {
    int sinkPort = Ports.free();
    int eventsPort = Ports.free();
    try (ControlPlane controlPlane = ControlPlane.start("--nodes", "0");
        Cluster cluster = Cluster.connect(controlPlane.kubeconfig())) {
      cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
      cluster.awaitEstablished();
      cluster.ensureNamespace(NAMESPACE);
      cluster.applyText(OBJECTS.replace("@PORT@", Integer.toString(sinkPort)), Map.of());
      try (ControllerProcess controller =
          ControllerProcess.start(
              Controller.NOTIFICATION,
              controlPlane.kubeconfig(),
              folder,
              Ports.free(),
              List.of(
                  "--metrics-addr=127.0.0.1:" + Ports.free(),
                  "--events-addr=127.0.0.1:" + eventsPort,
                  "--receiverAddr=127.0.0.1:" + Ports.free(),
                  "--outbox-path=" + folder.resolve("outbox"),
                  "--egress-allow-cidrs=127.0.0.0/8"))) {
        controller.awaitReady();
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() -> assertThat(post(eventsPort, "kept")).isEqualTo(202));
        controller.kill();
        controller.restart();
        controller.awaitReady();
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() -> assertThat(finalizers(cluster)).isEmpty());
        try (WebhookSink sink = WebhookSink.start(sinkPort)) {
          await()
              .atMost(Duration.ofMinutes(2))
              .untilAsserted(
                  () ->
                      assertThat(sink.received())
                          .anyMatch(each -> each.body().contains("\"message\":\"kept\"")));
        }
      }
    }
  }

  /** What older versions left on objects that nobody reconciles is taken away. */
  private static List<String> finalizers(Cluster cluster) {
    return Stream.concat(
            cluster
                .client()
                .resources(Alert.class)
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .stream(),
            cluster
                .client()
                .resources(Provider.class)
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .stream())
        .flatMap(object -> object.getMetadata().getFinalizers().stream())
        .toList();
  }

  private static int post(int port, String message) throws IOException, InterruptedException {
    String body =
        """
        {"involvedObject":{"kind":"GitRepository","namespace":"outage","name":"shop",
         "apiVersion":"source.toolkit.fluxcd.io/v1"},"severity":"info",
         "timestamp":"2026-01-01T00:00:00Z","message":"%s","reason":"Test",
         "reportingController":"source-controller"}
        """
            .formatted(message);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
