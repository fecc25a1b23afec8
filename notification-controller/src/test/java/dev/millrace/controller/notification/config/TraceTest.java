package dev.millrace.controller.notification.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.Samples;
import dev.millrace.controller.notification.transport.Route;
import dev.millrace.controller.notification.transport.Transport;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.EnvironmentProxies;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.WebhookSink;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a receiver of OTLP hears of one commit: artifact, application, what that application applies
 * in turn, and health are one trace in which each is the child of its cause.
 */
class TraceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOURCE = "source.toolkit.fluxcd.io/v1";
  private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io/v1";
  private static final String REVISION = "main@sha1:" + Samples.COMMIT;

  private final WebhookSink collector = WebhookSink.start();
  private final ScriptedServer apiServer =
      ScriptedServer.start(
          exchange -> {
            String answer = OBJECTS.get(exchange.getRequestURI().getPath());
            ScriptedServer.reply(
                exchange, answer == null ? 404 : 200, answer == null ? "{}" : answer);
          });
  private Vertx vertx;
  private Transport transport;
  private KubernetesClient client;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    transport =
        new Transport(
            vertx,
            EgressPolicy.of(List.of("127.0.0.0/8", "::1"), List.of()),
            EnvironmentProxies.of(Map.of()));
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl(apiServer.address().toString())
                    .withAutoConfigure(false)
                    .build())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    transport.close();
    vertx.close();
    apiServer.close();
    collector.close();
  }

  @Test
  void oneCommitIsOneTrace() throws Exception {
    JsonNode artifact = told(event(SOURCE, "GitRepository", "app", "NewArtifact", "stored"));
    JsonNode apply = told(event(KUSTOMIZE, "Kustomization", "app", SUCCEEDED, "Applied"));
    JsonNode healthy =
        told(event(KUSTOMIZE, "Kustomization", "app", "Progressing", "Health check passed in 2s"));
    JsonNode nested = told(event(KUSTOMIZE, "Kustomization", "nested", SUCCEEDED, "Applied"));

    assertThat(List.of(artifact, apply, healthy, nested))
        .extracting(span -> span.path("traceId").asText())
        .containsOnly(artifact.path("traceId").asText());
    assertThat(artifact.has("parentSpanId")).isFalse();
    assertThat(parent(apply)).isEqualTo(id(artifact));
    assertThat(parent(healthy)).isEqualTo(id(apply)).isNotEqualTo(id(healthy));
    assertThat(parent(nested)).isEqualTo(id(apply));
    assertThat(List.of(id(artifact), id(apply), id(healthy), id(nested))).doesNotHaveDuplicates();
    assertThat(healthy.path("name").asText()).isEqualTo("Kustomization: flux-system/app healthy");
  }

  @Test
  void anotherCommitIsAnotherTrace() throws Exception {
    Event first = event(KUSTOMIZE, "Kustomization", "app", SUCCEEDED, "Applied");
    Event second = first.withMetadata(Map.of("revision", "main@sha1:other"));
    JsonNode one = told(first);
    JsonNode two = told(second);
    assertThat(one.path("traceId")).isNotEqualTo(two.path("traceId"));
    assertThat(id(one)).isNotEqualTo(id(two));
  }

  @Test
  void anObjectThatIsGoneStartsItsOwnTrace() throws Exception {
    JsonNode span = told(event(KUSTOMIZE, "Kustomization", "ghost", SUCCEEDED, "Applied"));
    assertThat(span.has("parentSpanId")).isFalse();
  }

  private static final String SUCCEEDED = "ReconciliationSucceeded";

  /** What the API server says: what the kinds are called, and three objects. */
  private static final Map<String, String> OBJECTS =
      Map.of(
          "/apis/" + SOURCE,
          kinds(SOURCE, "GitRepository", "gitrepositories"),
          "/apis/" + KUSTOMIZE,
          kinds(KUSTOMIZE, "Kustomization", "kustomizations"),
          path(SOURCE, "gitrepositories/app"),
          object(SOURCE, "GitRepository", "app", "", "{}"),
          path(KUSTOMIZE, "kustomizations/app"),
          object(
              KUSTOMIZE,
              "Kustomization",
              "app",
              "",
              "{\"sourceRef\":{\"kind\":\"GitRepository\",\"name\":\"app\"}}"),
          path(KUSTOMIZE, "kustomizations/nested"),
          object(
              KUSTOMIZE,
              "Kustomization",
              "nested",
              "\"labels\":{\"kustomize.toolkit.fluxcd.io/name\":\"app\","
                  + "\"kustomize.toolkit.fluxcd.io/namespace\":\"flux-system\"},",
              "{\"sourceRef\":{\"kind\":\"GitRepository\",\"name\":\"app\"}}"));

  private static String path(String apiVersion, String rest) {
    int slash = rest.indexOf('/');
    return "/apis/%s/namespaces/flux-system/%s/%s"
        .formatted(apiVersion, rest.substring(0, slash), rest.substring(slash + 1));
  }

  private static String kinds(String apiVersion, String kind, String plural) {
    return """
    {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"%s","resources":[
      {"name":"%s","singularName":"","namespaced":true,"kind":"%s","verbs":["get"]}]}
    """
        .formatted(apiVersion, plural, kind);
  }

  private static String object(
      String apiVersion, String kind, String name, String labels, String spec) {
    return """
    {"apiVersion":"%s","kind":"%s","metadata":{%s"namespace":"flux-system","name":"%s",
     "uid":"uid-%s-%s"},"spec":%s,"status":{"lastAppliedRevision":"%s"}}
    """
        .formatted(apiVersion, kind, labels, name, kind, name, spec, REVISION);
  }

  private static Event event(
      String apiVersion, String kind, String name, String reason, String message) {
    return new Event(
        new InvolvedObject(
            kind, "flux-system", name, "uid-%s-%s".formatted(kind, name), apiVersion, "1"),
        Event.INFO,
        "2026-01-01T00:00:00Z",
        message,
        reason,
        Map.of("revision", REVISION),
        "controller",
        "host");
  }

  private JsonNode told(Event event) throws Exception {
    Notifier notifier =
        Samples.notifiers(
                (_, _) -> {
                  throw new IllegalStateException("OTLP is spoken over HTTP");
                },
                new ClusterLineage(client))
            .of(Samples.settings("otel", collector.address().toString(), "", Map.of()));
    Exchange exchange = transport.exchange(Route.direct(Duration.ofSeconds(60)));
    notifier.tell(Samples.notification(event), exchange);
    WebhookSink.Received last = collector.received().getLast();
    assertThat(last.uri().getPath()).isEqualTo("/v1/traces");
    return JSON.readTree(last.body()).at("/resourceSpans/0/scopeSpans/0/spans/0");
  }

  private static String id(JsonNode span) {
    return span.path("spanId").asText();
  }

  private static String parent(JsonNode span) {
    return span.path("parentSpanId").asText();
  }
}
