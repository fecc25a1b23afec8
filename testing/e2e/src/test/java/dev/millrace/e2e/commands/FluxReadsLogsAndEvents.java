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

/** {@code flux logs} filters JSON lines by their fields; {@code flux events} by the object. */
final class FluxReadsLogsAndEvents implements Step {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String title() {
    return "flux logs, flux events";
  }

  @Override
  public void play(Stage stage) {
    assertThat(lines(stage, Controller.KUSTOMIZE))
        .allSatisfy(line -> assertThat(line.path("ts").asText()).isNotEmpty())
        .allSatisfy(line -> assertThat(line.path("level").asText()).isNotEmpty())
        .anySatisfy(
            line -> {
              assertThat(line.path("controllerKind").asText()).isEqualTo("Kustomization");
              assertThat(line.path("Kustomization").path("name").asText()).isEqualTo("shop-dev");
              assertThat(line.path("Kustomization").path("namespace").asText())
                  .isEqualTo("team-blue");
            });
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
