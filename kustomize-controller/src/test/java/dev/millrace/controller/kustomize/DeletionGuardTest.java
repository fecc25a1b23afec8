package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.controller.kustomize.stage.ArtifactServer.Served;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would delete too much is not applied until somebody approves it. */
@OnStage
class DeletionGuardTest {
  private static final Map<String, String> THREE =
      Map.of(
          "a.yaml", Manifests.configMap("a", "v: \"1\""),
          "b.yaml", Manifests.configMap("b", "v: \"1\""),
          "c.yaml", Manifests.configMap("c", "v: \"1\""));
  private static final Map<String, String> ONE =
      Map.of("a.yaml", Manifests.configMap("a", "v: \"2\""));

  private Stage stage;
  private Scene scene;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    scene = stage.scene();
  }

  @Test
  void stopsARevisionThatDeletesMoreThanAllowedAndGoesOnWhenApproved() {
    apply("annotations: {millrace.dev/deletion-guard: \"1\"}\n");

    Served less = scene.commit("shop", ONE);

    Condition ready = scene.awaitFailure("app", "DeletionGuarded");
    assertThat(ready.message())
        .contains("would delete 2 objects, more than 1")
        .contains("ConfigMap/%s/b".formatted(scene.namespace()))
        .contains("millrace.dev/approve-deletions: " + less.revision());
    assertThat(scene.condition("app", "Stalled")).map(Condition::holds).contains(true);
    assertThat(scene.configMap("a")).containsEntry("v", "1");
    assertThat(scene.configMap("b")).isNotEmpty();
    scene.awaitEvent("app", "would delete 2 objects");

    approve(less);

    scene.awaitApplied("app", less);
    assertThat(scene.configMap("b")).isEmpty();
  }

  @Test
  void stopsARevisionThatBuildsNothing() {
    apply("annotations: {millrace.dev/deletion-guard: \"100\"}\n");

    scene.commit("shop", Map.of("README.md", "nothing here"));

    assertThat(scene.awaitFailure("app", "DeletionGuarded").message())
        .contains("would delete everything, because nothing is built any more");
    assertThat(scene.configMap("c")).isNotEmpty();
  }

  @Test
  void protectsKindsWhateverTheNumber() {
    scene.commit(
        "shop",
        Map.of(
            "a.yaml", Manifests.configMap("a", "v: \"1\""),
            "claim.yaml", claim()));
    start("annotations: {millrace.dev/deletion-guard: \"100\"}\n");

    scene.commit("shop", ONE);

    assertThat(scene.awaitFailure("app", "DeletionGuarded").message())
        .contains("an object of the protected kind PersistentVolumeClaim");
  }

  @Test
  void guardsEverythingWhenTheFlagSaysSo() {
    scene = stage.scene("--deletion-guard=1");
    apply("");

    scene.commit("shop", ONE);

    scene.awaitFailure("app", "DeletionGuarded");
  }

  @Test
  void anObjectMayOptOut() {
    scene = stage.scene("--deletion-guard=1");
    apply("annotations: {millrace.dev/deletion-guard: disabled}\n");

    Served less = scene.commit("shop", ONE);

    scene.awaitApplied("app", less);
  }

  @Test
  void guardsNothingUnlessAskedTo() {
    apply("");

    scene.awaitApplied("app", scene.commit("shop", ONE));
  }

  private void apply(String metadata) {
    scene.commit("shop", THREE);
    start(metadata);
  }

  private void start(String metadata) {
    scene.kustomization("app", metadata, "prune: true\ntargetNamespace: " + scene.namespace());
    scene.awaitReady("app");
  }

  private void approve(Served served) {
    scene.patch(
        "app",
        "{\"metadata\":{\"annotations\":{\"millrace.dev/approve-deletions\":\"%s\"}}}"
            .formatted(served.revision()));
  }

  private static String claim() {
    return """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 1Gi}}
    """;
  }
}
