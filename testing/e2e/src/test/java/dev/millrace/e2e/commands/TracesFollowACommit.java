package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A collector of OpenTelemetry shows the way of a revision: the run that made the artifact, and
 * below it the run that brought it into effect, each with its steps.
 */
final class TracesFollowACommit implements Step {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A span and who sent it. */
  private record Sent(String service, JsonNode span) {
    String text(String field) {
      return span.path(field).asText();
    }

    String attribute(String key) {
      return value(span, key);
    }

    boolean isAbout(String kind, String namespace, String name, String revision) {
      return attribute("object.kind").equals(kind)
          && attribute("object.namespace").equals(namespace)
          && attribute("object.name").equals(name)
          && attribute("revision").equals(revision);
    }
  }

  @Override
  public String title() {
    return "traces from source to cluster";
  }

  @Override
  public void play(Stage stage) {
    String revision =
        stage
            .cluster()
            .find(Kind.OCI_REPOSITORY, "team-green", "settings")
            .orElseThrow()
            .text("status.artifact.revision");
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertTrace(spans(stage), revision));
  }

  private static void assertTrace(List<Sent> spans, String revision) {
    Sent made = run(spans, "OCIRepository", revision);
    Sent applied = run(spans, "Kustomization", revision);
    assertThat(made.service()).isEqualTo("source-controller");
    assertThat(applied.service()).isEqualTo("kustomize-controller");
    assertThat(applied.text("traceId")).isEqualTo(made.text("traceId"));
    assertThat(applied.text("parentSpanId")).isEqualTo(made.text("spanId"));
    assertThat(applied.attribute("reason")).isEqualTo("ReconciliationSucceeded");
    assertThat(steps(spans, made)).contains("resolve digest", "pull layer");
    assertThat(steps(spans, applied))
        .contains("fetch source", "build manifests", "apply manifests", "check health");
  }

  /** The run that did something for the revision: others found nothing to do. */
  private static Sent run(List<Sent> spans, String kind, String revision) {
    Optional<Sent> run =
        spans.stream()
            .filter(span -> span.isAbout(kind, "team-green", "settings", revision))
            .filter(span -> span.attribute("result").equals("Ready"))
            .findFirst();
    assertThat(run).as("a run of %s for %s", kind, revision).isPresent();
    return run.get();
  }

  private static List<String> steps(List<Sent> spans, Sent run) {
    return spans.stream()
        .filter(span -> span.text("parentSpanId").equals(run.text("spanId")))
        .filter(span -> span.text("traceId").equals(run.text("traceId")))
        .map(span -> span.text("name"))
        .toList();
  }

  private static List<Sent> spans(Stage stage) {
    return stage.collector().received().stream().flatMap(each -> spans(each.body())).toList();
  }

  private static Stream<Sent> spans(String body) {
    JsonNode resource = json(body).path("resourceSpans").path(0);
    String service = value(resource.path("resource"), "service.name");
    return StreamSupport.stream(
            resource.path("scopeSpans").path(0).path("spans").spliterator(), false)
        .map(span -> new Sent(service, span));
  }

  private static String value(JsonNode holder, String key) {
    for (JsonNode attribute : holder.path("attributes")) {
      if (attribute.path("key").asText().equals(key)) {
        return attribute.path("value").path("stringValue").asText();
      }
    }
    return "";
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
