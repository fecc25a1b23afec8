package dev.millrace.controller.kustomize;

import dev.millrace.controller.kustomize.stage.ArtifactServer.Served;
import dev.millrace.controller.kustomize.stage.NotificationService;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever sets statuses of commits hears of every revision, though nothing is to be done for it.
 */
@OnStage
class CommitStatusTest {
  private static final String APP = Manifests.configMap("app", "color: blue");

  private NotificationService service;
  private Scene scene;

  @BeforeEach
  void apply(Stage stage) throws IOException {
    service = NotificationService.start();
    scene = stage.scene("--events-addr=" + service.address());
    scene.commit("shop", Map.of("app/map.yaml", APP, "README.md", "one"));
    scene.kustomization("app", "prune: true\npath: ./app\ntargetNamespace: " + scene.namespace());
    scene.awaitReady("app");
    scene.awaitSettled("app");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void tellsOfARevisionThatTouchesNothingThatWasRead() {
    Served second = scene.commit("shop", Map.of("app/map.yaml", APP, "README.md", "two"));

    scene.until("it is told", () -> finished(second.revision()) > 0);
  }

  @Test
  void tellsThoseWhoAskThoughNothingChanged() {
    String revision = Objects.requireNonNull(scene.get("app").status().lastAppliedRevision());
    scene.until("the first run is told", () -> finished(revision) == 1);

    scene.request("app");

    scene.until("the second run is told", () -> finished(revision) == 2);
  }

  private long finished(String revision) {
    return service.received().stream()
        .filter(body -> body.contains("\"message\":\"Reconciliation finished in "))
        .filter(body -> body.contains("\"severity\":\"info\""))
        .filter(body -> body.contains("/revision\":\"" + revision + "\""))
        .filter(body -> body.contains("/commit_status\":\"update\""))
        .count();
  }
}
