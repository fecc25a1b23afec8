package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnStage
class ApplyingTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void appliesWhatIsBuiltAndSaysWhichRevision() {
    var shop =
        scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "color: blue")));

    scene.kustomization("app", "prune: true\ntargetNamespace: " + scene.namespace());

    Kustomization app = scene.awaitReady("app");
    assertThat(scene.configMap("settings")).containsEntry("color", "blue");
    assertThat(app.status().lastAppliedRevision()).isEqualTo(shop.revision());
    assertThat(scene.condition("app", "Ready").orElseThrow().message())
        .isEqualTo("Applied revision: " + shop.revision());
  }
}
