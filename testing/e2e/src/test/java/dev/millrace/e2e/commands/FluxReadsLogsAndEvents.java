package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** {@code flux logs} filters JSON lines by their fields; {@code flux events} by the object. */
final class FluxReadsLogsAndEvents implements Step {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String title() {
    return "flux logs, flux events";
  }

  @Override
  public void play(Stage stage) {
    stage.cast().forEach(controller -> readLogs(stage, controller));
    readEvents(stage);
  }

  /** What the demo's objects make each controller say. */
  private static void readLogs(Stage stage, Controller controller) {
    List<JsonNode> lines = lines(stage, controller);
    assertThat(lines).allSatisfy(FluxReadsLogsAndEvents::isLogLine);
    List<JsonNode> ofRuns = lines.stream().filter(line -> line.has("controllerKind")).toList();
    assertThat(ofRuns).allSatisfy(FluxReadsLogsAndEvents::tellsItsObject);
    assertThat(ofRuns)
        .anySatisfy(line -> assertThat(objectOf(line)).isEqualTo(objectOfDemo(controller)));
  }

  private static void isLogLine(JsonNode line) {
    assertThat(line.path("ts").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
    assertThat(line.path("level").asText()).isIn("trace", "debug", "info", "error");
    assertThat(line.path("msg").asText()).isNotEmpty();
    assertThat(line.path("controller").asText()).isNotEmpty();
    if (line.has("error")) {
      assertThat(line.path("error").asText()).isNotEmpty();
    }
  }

  /** Once by kind, as {@code flux logs --kind --name} looks for it, and once by name alone. */
  private static void tellsItsObject(JsonNode line) {
    String kind = line.path("controllerKind").asText();
    assertThat(line.path("controller").asText()).isEqualTo(kind.toLowerCase(Locale.ROOT));
    assertThat(line.path("controllerGroup").asText()).endsWith(".toolkit.fluxcd.io");
    assertThat(line.path(kind).path("name")).isEqualTo(line.path("name"));
    assertThat(line.path(kind).path("namespace")).isEqualTo(line.path("namespace"));
    assertThat(line.path("reconcileID").asText()).isNotEmpty();
  }

  private static String objectOf(JsonNode line) {
    return "%s %s/%s"
        .formatted(
            line.path("controllerKind").asText(),
            line.path("namespace").asText(),
            line.path("name").asText());
  }

  private static String objectOfDemo(Controller controller) {
    return switch (controller) {
      case SOURCE -> "GitRepository team-blue/shop";
      case KUSTOMIZE -> "Kustomization team-blue/shop-dev";
      case HELM -> "HelmRelease team-green/reports";
      case NOTIFICATION -> "Receiver team-green/push";
      case IMAGE_AUTOMATION -> "ImageRepository team-blue/web";
    };
  }

  private static void readEvents(Stage stage) {
    assertThat(stage.cluster().list(Kind.EVENT, "team-blue"))
        .anySatisfy(
            event -> {
              assertThat(event.text("involvedObject.kind")).isEqualTo("Kustomization");
              assertThat(event.text("involvedObject.name")).isEqualTo("shop-dev");
              assertThat(event.text("reason")).isEqualTo("ReconciliationSucceeded");
            });
  }

  /** The controller goes on writing: what follows the last line break is not a line yet. */
  private static List<JsonNode> lines(Stage stage, Controller controller) {
    try {
      String log = Files.readString(stage.controller(controller).log());
      return log.substring(0, log.lastIndexOf('\n') + 1)
          .lines()
          .filter(line -> line.startsWith("{"))
          .map(FluxReadsLogsAndEvents::json)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
