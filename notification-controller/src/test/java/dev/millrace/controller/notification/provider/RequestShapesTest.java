package dev.millrace.controller.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.safety.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The types that the recorded cases do not cover, against the documentation of their services. */
class RequestShapesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final RecordingExchange exchange = new RecordingExchange();

  @Test
  void sentryGetsErrorsAsEvents() throws Exception {
    tell("sentry", "https://key@sentry.example.com/prefix/42", "prod", Map.of(), Event.ERROR);
    assertThat(exchange.lines())
        .containsExactly("POST https://sentry.example.com/prefix/api/42/envelope/");
    assertThat(exchange.last().headers())
        .containsEntry("Content-Type", "application/x-sentry-envelope")
        .hasEntrySatisfying("X-Sentry-Auth", auth -> assertThat(auth).contains("sentry_key=key"));
    String[] lines = exchange.lastBody().split("\n");
    assertThat(JSON.readTree(lines[1]).path("type").asText()).isEqualTo("event");
    assertThat(JSON.readTree(lines[1]).path("length").asInt()).isEqualTo(lines[2].length());
    JsonNode item = JSON.readTree(lines[2]);
    assertThat(item.path("environment").asText()).isEqualTo("prod");
    assertThat(item.path("transaction").asText()).isEqualTo("Kustomization: apps/shop");
    assertThat(item.path("event_id").asText()).hasSize(32);
  }

  @Test
  void sentryGetsInformationAsTransactionsAndNothingElse() throws Exception {
    tell("sentry", "https://key@sentry.example.com/42", "", Map.of(), Event.INFO);
    JsonNode item = JSON.readTree(exchange.lastBody().split("\n")[2]);
    assertThat(item.path("type").asText()).isEqualTo("transaction");
    assertThat(item.path("contexts").path("trace").path("trace_id").asText()).hasSize(32);
    assertThat(item.path("tags").path("flux_reason").asText()).isEqualTo("ReconciliationSucceeded");
    tell("sentry", "https://key@sentry.example.com/42", "", Map.of(), "trace");
    assertThat(exchange.lines()).hasSize(1);
  }

  @Test
  void grafanaPrefersTheTokenToTheLogin() throws Exception {
    Map<String, String> login = Map.of("username", "u", "password", "p");
    assertThat(authorization("grafana", login)).startsWith("Basic ");
    assertThat(authorization("grafana", Map.of("username", "u", "password", "p", "token", "t")))
        .isEqualTo("Bearer t");
    assertThat(authorization("alertmanager", Map.of("token", "t"))).isEqualTo("Bearer t");
    assertThat(authorization("otel", Map.of("password", "t"))).isEqualTo("Bearer t");
  }

  @Test
  void grafanaGetsTagsWithOneColonEach() throws Exception {
    Event event = Samples.event(Event.INFO).withMetadata(Map.of("a:b", "c:d"));
    Samples.notifiers()
        .of(Samples.settings("grafana", "https://service.example.com", "", Map.of()))
        .tell(Samples.notification(event), exchange);
    assertThat(body().path("tags").valueStream().map(JsonNode::asText)).contains("a|b: c|d");
  }

  private String authorization(String type, Map<String, String> secret) throws Exception {
    tell(type, "https://service.example.com/path", "", secret, Event.INFO);
    return exchange.last().headers().getOrDefault("Authorization", "none");
  }

  @Test
  void bitbucketGetsABuildStatus() throws Exception {
    exchange.answering("GET", 404, "");
    tell(
        "bitbucket",
        "https://bitbucket.org/team/repo.git",
        "",
        Map.of("token", "user:password"),
        Event.INFO);
    String statuses =
        "https://api.bitbucket.org/2.0/repositories/team/repo/commit/%s/statuses/build"
            .formatted(Samples.COMMIT);
    String key = Digest.sha1("kustomization/shop/abc");
    assertThat(exchange.lines()).containsExactly("GET " + statuses + "/" + key, "POST " + statuses);
    assertThat(body().path("state").asText()).isEqualTo("SUCCESSFUL");
    assertThat(body().path("key").asText()).isEqualTo(key);
    assertThat(exchange.last().headers()).containsEntry("Authorization", basic("user:password"));
  }

  @Test
  void azureDevOpsGetsAStatusWithATokenOrAnIdentity() throws Exception {
    exchange.answering("GET", 200, "{\"value\":[]}");
    String address = "https://dev.azure.com/org/project/_git/repo";
    tell("azuredevops", address, "", Map.of("token", "pat"), Event.ERROR);
    assertThat(exchange.lines().getLast())
        .startsWith("POST https://dev.azure.com/org/project/_apis/git/repositories/repo/commits/")
        .endsWith("/statuses?api-version=7.1");
    assertThat(body().path("state").asText()).isEqualTo("error");
    assertThat(body().path("context").path("genre").asText()).isEqualTo("fluxcd");
    assertThat(exchange.last().headers()).containsEntry("Authorization", basic(":pat"));
    tell("azuredevops", address, "", Map.of(), Event.ERROR);
    assertThat(exchange.last().headers()).containsEntry("Authorization", "Bearer cloud-token");
  }

  @Test
  void eventHubsTakesAConnectionString() throws Exception {
    tell(
        "azureeventhub",
        "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=send;"
            + "SharedAccessKey=c2VjcmV0;EntityPath=hub",
        "",
        Map.of(),
        Event.INFO);
    assertThat(exchange.lines())
        .containsExactly("POST https://ns.servicebus.windows.net/hub/messages");
    assertThat(exchange.last().headers().get("Authorization"))
        .startsWith("SharedAccessSignature sr=https%3A%2F%2Fns.servicebus.windows.net%2Fhub&sig=")
        .endsWith("&se=1767226800&skn=send");
    assertThat(body().path("message").asText()).isEqualTo("Applied revision");
  }

  @Test
  void eventHubsTakesANameATokenOrAnIdentity() throws Exception {
    tell("azureeventhub", "hub", "ns", Map.of(), Event.INFO);
    assertThat(exchange.lines())
        .containsExactly("POST https://ns.servicebus.windows.net/hub/messages");
    assertThat(exchange.last().headers()).containsEntry("Authorization", "Bearer cloud-token");
  }

  @Test
  void pubSubGetsTheEventInBase64() throws Exception {
    tell("googlepubsub", "my-project", "my topic", Map.of(), Event.INFO);
    assertThat(exchange.lines())
        .containsExactly(
            "POST https://pubsub.googleapis.com/v1/projects/my-project/topics/my%20topic:publish");
    String data = body().path("messages").get(0).path("data").asText();
    assertThat(JSON.readTree(Base64.getDecoder().decode(data)).path("reason").asText())
        .isEqualTo("ReconciliationSucceeded");
    assertThat(exchange.last().headers()).containsEntry("Authorization", "Bearer cloud-token");
  }

  @Test
  void otelGetsASpanWhoseParentIsWhatCausedIt() throws Exception {
    Notifier notifier =
        Samples.notifiers(
                (_, _) -> {
                  throw new NotificationFailure("nobody dials here");
                },
                _ -> new Lineage.Position("", "source-uid", ""))
            .of(Samples.settings("otel", "https://otel.example.com", "", Map.of("token", "t")));
    notifier.tell(Samples.notification(Samples.event(Event.ERROR)), exchange);
    assertThat(exchange.lines()).containsExactly("POST https://otel.example.com/v1/traces");
    JsonNode span =
        body().path("resourceSpans").get(0).path("scopeSpans").get(0).path("spans").get(0);
    String revision = "main@sha1:" + Samples.COMMIT;
    assertThat(span.path("traceId").asText())
        .isEqualTo(Sha256.hex("uid-a:" + revision).substring(0, 32));
    assertThat(span.path("spanId").asText())
        .isEqualTo(Sha256.hex("uid-1:" + revision).substring(0, 16));
    assertThat(span.path("parentSpanId").asText())
        .isEqualTo(Sha256.hex("source-uid:" + revision).substring(0, 16));
    assertThat(span.path("status").path("code").asInt()).isEqualTo(2);
    assertThat(span.path("name").asText()).isEqualTo("Kustomization: apps/shop");
  }

  @Test
  void genericSpeaksCdEventsWhenItIsAskedTo() throws Exception {
    ProviderSettings plain = Samples.settings("generic", "https://ci.example.com", "", Map.of());
    ProviderSettings settings =
        new ProviderSettings(
            plain.type(),
            plain.address(),
            "",
            "",
            plain.token(),
            plain.password(),
            plain.headers(),
            plain.identity(),
            plain.secret(),
            ProviderSettings.CDEVENTS);
    Samples.notifiers()
        .of(settings)
        .tell(Samples.notification(Samples.event(Event.INFO)), exchange);
    assertThat(exchange.last().headers())
        .containsEntry("Ce-Type", "dev.cdevents.service.deployed.0.2.0")
        .containsEntry("Ce-Id", "id-1");
    assertThat(body().path("context").path("id").asText()).isEqualTo("id-1");
    assertThat(body().path("subject").path("content").path("artifactId").asText())
        .isEqualTo("main@sha1:" + Samples.COMMIT);
  }

  private void tell(
      String type, String address, String channel, Map<String, String> secret, String severity)
      throws InterruptedException {
    Samples.notifiers()
        .of(Samples.settings(type, address, channel, secret))
        .tell(Samples.notification(Samples.event(severity)), exchange);
  }

  private JsonNode body() throws IOException {
    return JSON.readTree(exchange.lastBody());
  }

  private static String basic(String login) {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }
}
