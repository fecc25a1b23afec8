package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.Provider;
import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.TriggeredResource;
import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.Repository;
import dev.millrace.servers.WebhookSink;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted events arrive: when their receiver is down, the controller is killed, over a broker. */
class NotificationOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String QUEUE = "flux-events";
  private static final String OBJECTS =
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata: {name: hook, namespace: @NAMESPACE@, finalizers: [finalizers.fluxcd.io]}
      spec: {type: generic, address: "http://127.0.0.1:@PORT@/hook"}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata: {name: all, namespace: @NAMESPACE@, finalizers: [finalizers.fluxcd.io]}
      spec:
        providerRef: {name: hook}
        eventSources: [{kind: GitRepository, name: '*'}]
      """;

  private static final String STATUSES =
      """
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Provider
      metadata: {name: late, namespace: statuses}
      spec: {type: generic, secretRef: {name: late}}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1beta3
      kind: Alert
      metadata: {name: late, namespace: statuses}
      spec:
        providerRef: {name: late}
        eventSources: [{kind: GitRepository, name: '*'}]
      ---
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: shop, namespace: statuses}
      spec: {interval: 10m, url: "https://git.example.com/shop"}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: token, namespace: statuses}
      stringData: {token: t0ken}
      ---
      apiVersion: notification.toolkit.fluxcd.io/v1
      kind: Receiver
      metadata: {name: r, namespace: statuses}
      spec:
        type: generic
        secretRef: {name: token}
        resources:
          - {kind: GitRepository, name: shop}
          - {kind: GitRepository, name: ghost}
      """;

  private static ControlPlane controlPlane;
  private static Cluster cluster;

  @TempDir Path folder;
  private final int sinkPort = Ports.free();
  private final int eventsPort = Ports.free();

  @BeforeAll
  static void startCluster() {
    controlPlane = ControlPlane.start("--nodes", "0");
    cluster = Cluster.connect(controlPlane.kubeconfig());
    cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
    cluster.awaitEstablished();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
    controlPlane.close();
  }

  @Test
  void anAcceptedEventSurvivesAKilledControllerAndAReceiverThatIsDown() throws Exception {
    String namespace = tell("outage");
    try (ControllerProcess controller = start(Map.of(), "--outbox-path=" + folder.resolve("o"))) {
      controller.awaitReady();
      awaitAccepted(namespace, "kept");
      controller.kill();
      controller.restart();
      controller.awaitReady();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(notificationObjects(namespace))
                      .as("what older versions left on objects that nobody reconciles")
                      .allMatch(object -> object.getMetadata().getFinalizers().isEmpty()));
      awaitDelivered("kept");
    }
  }

  @Test
  void eventsTakeABrokerWhenTheConfigurationSaysSo() throws Exception {
    String namespace = tell("broker");
    int brokerPort = Ports.free();
    try (AmqpBroker broker = AmqpBroker.start(brokerPort, QUEUE, folder.resolve("broker"));
        ControllerProcess controller = start(amqp(brokerPort))) {
      controller.awaitReady();
      awaitAccepted(namespace, "over the broker");
      awaitDelivered("over the broker");
      assertThat(broker.messagesAdded()).isPositive();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(broker.messagesAcknowledged()).isEqualTo(broker.messagesAdded()));
    }
  }

  @Test
  void statusesTellWhatWasGivenUpAndWhatACallTriggers() throws Exception {
    String namespace = tell("statuses");
    cluster.applyText(STATUSES, Map.of());
    try (ControllerProcess controller = start(Map.of());
        WebhookSink sink = WebhookSink.start()) {
      controller.awaitReady();
      awaitAccepted(namespace, "given up");
      awaitUndelivered(namespace, "True");
      cluster.applyText(
          """
          apiVersion: v1
          kind: Secret
          metadata: {name: late, namespace: statuses}
          stringData: {address: "%s/hook"}
          """
              .formatted(sink.address()),
          Map.of());
      awaitAccepted(namespace, "delivered");
      awaitUndelivered(namespace, "False");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(receiver(namespace).status().triggers())
                      .extracting(TriggeredResource::name, TriggeredResource::problem)
                      .containsExactly(
                          tuple("shop", null),
                          tuple("ghost", "GitRepository/statuses/ghost not found")));
    }
  }

  private static Receiver receiver(String namespace) {
    return cluster.client().resources(Receiver.class).inNamespace(namespace).withName("r").get();
  }

  private static void awaitUndelivered(String namespace, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        cluster
                            .client()
                            .resources(Alert.class)
                            .inNamespace(namespace)
                            .withName("late")
                            .get()
                            .status()
                            .conditions())
                    .extracting(Condition::type, Condition::status)
                    .containsExactly(tuple("Undelivered", status)));
  }

  /** The example of the documentation, as variables of the environment. */
  private static Map<String, String> amqp(int port) {
    return Map.of(
        "MP_MESSAGING_OUTGOING_ACCEPTED_CONNECTOR", "smallrye-amqp",
        "MP_MESSAGING_OUTGOING_ACCEPTED_ADDRESS", QUEUE,
        "MP_MESSAGING_OUTGOING_ACCEPTED_CAPABILITIES", "queue",
        "MP_MESSAGING_OUTGOING_ACCEPTED_DURABLE", "true",
        "MP_MESSAGING_INCOMING_RECEIVED_CONNECTOR", "smallrye-amqp",
        "MP_MESSAGING_INCOMING_RECEIVED_ADDRESS", QUEUE,
        "MP_MESSAGING_INCOMING_RECEIVED_CAPABILITIES", "queue",
        "AMQP_HOST", "127.0.0.1",
        "AMQP_PORT", Integer.toString(port));
  }

  /** Makes an Alert and a Provider whose receiver does not listen yet. */
  private String tell(String namespace) {
    cluster.ensureNamespace(namespace);
    cluster.applyText(
        OBJECTS.replace("@PORT@", Integer.toString(sinkPort)).replace("@NAMESPACE@", namespace),
        Map.of());
    return namespace;
  }

  private ControllerProcess start(Map<String, String> environment, String... flags) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--metrics-addr=127.0.0.1:" + Ports.free(),
                "--events-addr=127.0.0.1:" + eventsPort,
                "--receiverAddr=127.0.0.1:" + Ports.free(),
                "--egress-allow-cidrs=127.0.0.0/8"));
    all.addAll(List.of(flags));
    return ControllerProcess.start(
        Controller.NOTIFICATION, controlPlane.kubeconfig(), folder, Ports.free(), all, environment);
  }

  /** When an answer got lost, the repetition is answered with 429. */
  private void awaitAccepted(String namespace, String message) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(post(namespace, message)).isIn(202, 429));
  }

  private void awaitDelivered(String message) {
    try (WebhookSink sink = WebhookSink.start(sinkPort)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(sink.received())
                      .anyMatch(each -> each.body().contains("\"message\":\"" + message + "\"")));
    }
  }

  private static List<HasMetadata> notificationObjects(String namespace) {
    return Stream.of(Alert.class, Provider.class)
        .flatMap(
            kind ->
                cluster.client().resources(kind).inNamespace(namespace).list().getItems().stream())
        .map(HasMetadata.class::cast)
        .toList();
  }

  private int post(String namespace, String message) throws IOException, InterruptedException {
    String body =
        """
        {"involvedObject":{"kind":"GitRepository","namespace":"%s","name":"shop",
         "apiVersion":"source.toolkit.fluxcd.io/v1"},"severity":"info",
         "timestamp":"2026-01-01T00:00:00Z","message":"%s","reason":"Test",
         "reportingController":"source-controller"}
        """
            .formatted(namespace, message);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + eventsPort + "/"))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
