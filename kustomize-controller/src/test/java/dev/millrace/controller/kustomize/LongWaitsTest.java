package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of a Kustomization while it waits for health, and what does not end the wait. */
@OnStage
class LongWaitsTest {
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
    spec = "prune: true\ntimeout: 30m\ntargetNamespace: " + scene.namespace() + "\n";
  }

  @Test
  void saysThatItWaitsThoughNothingWasChanged() {
    Map<String, String> both =
        Map.of(
            "held.yaml", Manifests.configMap("held", "a: b"),
            "map.yaml", Manifests.configMap("settings", "a: b"));
    scene.commit("shop", both);
    scene.kustomization("app", spec + "wait: true");
    scene.awaitReady("app");
    finalizers("held", "example.com/hold");
    scene.awaitApplied(
        "app", scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "a: b"))));

    var again = scene.commit("shop", both);
    awaitHealthChecks();
    assertThat(scene.condition("app", "Ready").orElseThrow().status()).isEqualTo("Unknown");

    finalizers("held");
    scene.awaitApplied("app", again);
    assertThat(scene.find("v1", "ConfigMap", "held").orElseThrow().isMarkedForDeletion()).isFalse();
  }

  @Test
  void comesToTheEndOfAWaitThatBeganBeforeItWasSuspended() {
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "color: blue")));
    scene.kustomization(
        "app", spec + "healthChecks: [{apiVersion: v1, kind: ConfigMap, name: late}]");
    awaitHealthChecks();

    scene.patch("app", "{\"spec\":{\"suspend\":true}}");
    scene.apply(
        Manifests.configMap("late", "a: b")
            .replace("metadata:", "metadata:\n  namespace: NAMESPACE"));

    scene.awaitReady("app");
  }

  private void finalizers(String name, String... finalizers) {
    scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName(name)
        .edit(
            map -> {
              map.getMetadata().setFinalizers(List.of(finalizers));
              return map;
            });
  }

  private void awaitHealthChecks() {
    scene.await(
        "app",
        ks ->
            ks.status().conditions().stream()
                .anyMatch(c -> c.message().startsWith("Running health checks")));
  }
}
