package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.kustomize.HistoryEntry;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users and tools read: status, history, events, and the switches they set. */
@OnStage
class StatusTest {
  private Stage stage;
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    scene = stage.scene();
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
  }

  @Test
  void remembersTheLastFiveOutcomesNewestFirst() {
    scene.commit("shop", map("0"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");

    for (int i = 1; i <= 6; i++) {
      scene.awaitApplied("app", scene.commit("shop", map(String.valueOf(i))));
    }

    List<HistoryEntry> history = scene.get("app").status().history();
    assertThat(history).hasSize(5);
    assertThat(history.getFirst().metadata())
        .containsEntry("revision", String.valueOf(scene.get("app").status().lastAppliedRevision()));
    assertThat(history).allMatch(e -> e.lastReconciledStatus().equals("ReconciliationSucceeded"));
    assertThat(history).extracting(HistoryEntry::digest).doesNotHaveDuplicates();
  }

  @Test
  void countsRunsWithTheSameOutcomeTogether() {
    scene.commit("shop", map("1"));
    scene.kustomization("app", spec);
    long before = runsInHistory(scene.awaitReady("app"));

    Kustomization app = scene.request("app");

    assertThat(app.status().history()).hasSize(1);
    assertThat(runsInHistory(app)).isGreaterThan(before);
  }

  @Test
  void tellsInOneEventWhatAShortRunDid() {
    scene = stage.scene(Stage.QUICK);
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
    scene.commit("shop", map("1"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");

    Event told = scene.awaitEvent("app", "Reconciliation finished in ");

    assertThat(told.getMessage())
        .startsWith("ConfigMap/" + scene.namespace() + "/settings created\nReconciliation");
    assertThat(told.getReason()).isEqualTo("ReconciliationSucceeded");
    assertThat(told.getType()).isEqualTo("Normal");
    assertThat(told.getMetadata().getAnnotations())
        .containsEntry(
            "kustomize.toolkit.fluxcd.io/revision",
            String.valueOf(scene.get("app").status().lastAppliedRevision()))
        .containsEntry("kustomize.toolkit.fluxcd.io/commit_status", "update");
  }

  @Test
  void tellsOfTheDeletionOfItsObjectsWithTheReasonOfTheLastRun() {
    scene.commit("shop", map("1"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");

    scene.delete("app");

    assertThat(
            scene
                .awaitEvent("app", "ConfigMap/" + scene.namespace() + "/settings deleted")
                .getReason())
        .isEqualTo("ReconciliationSucceeded");
  }

  @Test
  void doesNothingWhileSuspended() {
    scene.commit("shop", map("1"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");
    scene.suspend("app");
    int runs = scene.runs("app");
    scene.commit("shop", map("2"));
    scene.until("the suspended object was looked at", () -> scene.runs("app") > runs);

    assertThat(scene.configMap("settings")).containsEntry("v", "1");

    scene.patch("app", "{\"spec\":{\"suspend\":false}}");
    scene.until("it goes on", () -> "2".equals(scene.configMap("settings").get("v")));
  }

  @Test
  void answersARequest() {
    scene.commit("shop", map("1"));
    scene.kustomization("app", spec);
    scene.awaitReady("app");

    Kustomization app = scene.request("app");

    assertThat(app.status().lastHandledReconcileAt())
        .isEqualTo(app.getMetadata().getAnnotations().get("reconcile.fluxcd.io/requestedAt"));
  }

  @Test
  void carriesTheRevisionOfTheOrigin() {
    scene.publishWithOrigin("shop", scene.serve(map("1")), "main@sha1:abc");

    scene.kustomization("app", spec);

    assertThat(scene.awaitReady("app").status().lastAppliedOriginRevision())
        .isEqualTo("main@sha1:abc");
  }

  private static long runsInHistory(Kustomization object) {
    return object.status().history().getFirst().totalReconciliations();
  }

  private static Map<String, String> map(String value) {
    return Map.of("map.yaml", Manifests.configMap("settings", "v: \"" + value + "\""));
  }
}
