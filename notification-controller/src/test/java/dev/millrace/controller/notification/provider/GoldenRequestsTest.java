package dev.millrace.controller.notification.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each type of Provider sends for an event of each severity: all requests, with headers and
 * bodies, in a file of its own. {@code MILLRACE_GOLDEN=write} writes the files anew; their shapes
 * are those of the recorded cases, and for the other types those of the services' documentation
 * (see {@link RequestShapesTest}).
 */
class GoldenRequestsTest {
  private static final Path FOLDER = Path.of("src/test/resources/requests");
  private static final boolean WRITE = "write".equals(System.getenv("MILLRACE_GOLDEN"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> TOKEN = Map.of("token", "t0ken");
  private static final Map<String, String> LOGIN = Map.of("username", "bot", "password", "pass");

  /**
   * A Provider.
   *
   * @param secret the values of its Secret
   */
  private record Sample(String type, String address, String channel, Map<String, String> secret) {}

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample("generic", "https://hook.example.com/in", "", TOKEN),
          new Sample("generic-hmac", "https://hook.example.com/in", "", TOKEN),
          new Sample("slack", "https://slack.com/api/chat.postMessage", "deploys", TOKEN),
          new Sample("grafana", "https://grafana.example.com/api/annotations", "", TOKEN),
          new Sample("discord", "https://discord.com/api/webhooks/1/abc", "deploys", Map.of()),
          new Sample("msteams", "https://prod.example.com/workflows/1", "", Map.of()),
          new Sample("rocket", "https://rocket.example.com/hooks/1", "deploys", Map.of()),
          new Sample("githubdispatch", "https://github.com/org/app", "", TOKEN),
          new Sample("github", "https://github.com/org/app", "", TOKEN),
          new Sample("githubpullrequestcomment", "https://github.com/org/app", "", TOKEN),
          new Sample("gitlab", "https://gitlab.com/org/app", "", TOKEN),
          new Sample("gitlabmergerequestcomment", "https://gitlab.com/org/app", "", TOKEN),
          new Sample("gitea", "https://gitea.example.com/org/app", "", TOKEN),
          new Sample("giteapullrequestcomment", "https://gitea.example.com/org/app", "", TOKEN),
          new Sample("bitbucketserver", "https://bb.example.com/scm/prj/app.git", "", TOKEN),
          new Sample("bitbucket", "https://bitbucket.org/org/app", "", Map.of("token", "bot:pass")),
          new Sample("azuredevops", "https://dev.azure.com/org/prj/_git/app", "", TOKEN),
          new Sample("googlechat", "https://chat.googleapis.com/v1/spaces/1", "", Map.of()),
          new Sample("googlepubsub", "my-project", "topic", Map.of()),
          new Sample("webex", "https://webexapis.com/v1/messages", "room", TOKEN),
          new Sample("sentry", "https://key@sentry.example.com/42", "prod", Map.of()),
          new Sample("azureeventhub", "hub", "namespace", Map.of()),
          new Sample("telegram", "https://api.telegram.org", "-100:7", TOKEN),
          new Sample("matrix", "https://matrix.example.com", "!room:example.com", TOKEN),
          new Sample("lark", "https://open.larksuite.com/open-apis/bot/v2/hook/1", "", Map.of()),
          new Sample("opsgenie", "https://api.opsgenie.com/v2/alerts", "", TOKEN),
          new Sample("alertmanager", "https://am.example.com/api/v2/alerts/", "", TOKEN),
          new Sample("pagerduty", "https://events.pagerduty.com", "routing-key", Map.of()),
          new Sample("datadog", "https://api.datadoghq.com", "", TOKEN),
          new Sample("nats", "nats://nats.example.com:4222", "flux.events", LOGIN),
          new Sample("zulip", "https://zulip.example.com", "stream/topic", LOGIN),
          new Sample("otel", "https://otel.example.com", "", TOKEN),
          new Sample("zoom", "https://integrations.zoom.us/chat/webhooks/1", "", TOKEN),
          new Sample("incident.io", "https://api.incident.io/v2/alert_events/http/1", "", TOKEN));

  static Stream<Sample> samples() {
    return SAMPLES.stream();
  }

  @Test
  void allTypesAreThere() {
    assertThat(SAMPLES).extracting(Sample::type).doesNotHaveDuplicates().hasSize(34);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void informationIsSentAsBefore(Sample sample) throws Exception {
    check(sample, event(Event.INFO, "ReconciliationSucceeded", "Applied revision: main@sha1:5394"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void errorsAreSentAsBefore(Sample sample) throws Exception {
    check(
        sample,
        event(
            Event.ERROR,
            "BuildFailed",
            "kustomize build failed: \"a\" <b> & *c* _d_\nline 2: `e` ü 🚀\n"));
  }

  private static void check(Sample sample, Event event) throws Exception {
    String sent = sent(sample, event);
    Path file = FOLDER.resolve(sample.type()).resolve(event.severity() + ".http");
    if (WRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, sent);
    }
    assertThat(sent).isEqualTo(Files.readString(file));
  }

  private static String sent(Sample sample, Event event) throws InterruptedException {
    List<OutgoingRequest> requests = new ArrayList<>();
    TapeSocket tape =
        new TapeSocket("INFO {\"headers\":true,\"nonce\":\"n0nce\"}\r\nPONG\r\nPONG\r\n");
    Samples.notifiers((_, _) -> tape, _ -> new Lineage.Position("", "uid-source", ""))
        .of(Samples.settings(sample.type(), sample.address(), sample.channel(), sample.secret()))
        .tell(
            Samples.notification(event),
            request -> {
              requests.add(request);
              return answer(request);
            });
    return requests.stream().map(GoldenRequestsTest::text).collect(Collectors.joining("\n"))
        + tape.written().replace("\r\n", "\n");
  }

  /** A service that has heard of nothing yet. */
  private static ServiceAnswer answer(OutgoingRequest request) {
    String path = request.uri().getPath();
    if (!request.method().equals("GET")) {
      return new ServiceAnswer(200, "{\"ok\":true}");
    }
    if (path.endsWith("/user")) {
      return new ServiceAnswer(200, "{\"login\":\"bot\",\"id\":1,\"username\":\"bot\"}");
    }
    if (path.contains("/build") || path.contains("/2.0/")) {
      return new ServiceAnswer(404, "{}");
    }
    return new ServiceAnswer(200, path.contains("/_apis/") ? "{\"value\":[]}" : "[]");
  }

  private static String text(OutgoingRequest request) {
    String headers =
        new TreeMap<>(request.headers())
            .entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\n")
                .collect(Collectors.joining());
    return request.method() + " " + request.uri() + "\n" + headers + "\n" + body(request) + "\n";
  }

  private static String body(OutgoingRequest request) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return body.lines().map(GoldenRequestsTest::readable).collect(Collectors.joining("\n"));
  }

  private static String readable(String line) {
    try {
      JsonNode tree = JSON.readTree(line);
      return tree.isContainerNode() ? tree.toPrettyString() : line;
    } catch (JsonProcessingException _) {
      return line;
    }
  }

  private static Event event(String severity, String reason, String message) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("revision", "main@sha1:" + Samples.COMMIT);
    metadata.put("change_request", "7");
    metadata.put("summary", "the <shop> & \"more\"");
    return new Event(
        new InvolvedObject(
            "Kustomization", "apps", "shop", "uid-1", "kustomize.toolkit.fluxcd.io/v1", "1"),
        severity,
        "2026-01-01T00:00:00Z",
        message,
        reason,
        metadata,
        "kustomize-controller",
        "host");
  }

  /** No file is left over from a type that is gone. */
  @Test
  void everyFileBelongsToAType() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(SAMPLES.stream().map(Sample::type).toList());
    }
  }
}
