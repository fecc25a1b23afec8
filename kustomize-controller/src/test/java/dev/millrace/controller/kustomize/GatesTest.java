package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What feature gates and flags change, beside a controller without them. */
@OnStage
class GatesTest {
  private static final String SCALER =
      """
      apiVersion: autoscaling/%s
      kind: HorizontalPodAutoscaler
      metadata: {name: web, namespace: %s}
      spec:
        minReplicas: %d
        maxReplicas: 9
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      """;

  private Stage stage;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void tellsOfEachObjectHoweverTheLogIsGrouped(String grouped) {
    Scene scene = stage.scene(Stage.QUICK, "--feature-gates=GroupChangeLog=" + grouped);
    scene.commit("shop", Map.of("a.yaml", map("a", "1"), "b.yaml", map("b", "1")));
    scene.kustomization("app", spec(scene));
    scene.awaitReady("app");

    scene.commit("shop", Map.of("a.yaml", map("a", "2"), "c.yaml", map("c", "1")));

    assertThat(scene.awaitEvent("app", " deleted").getMessage())
        .startsWith(
            """
            ConfigMap/NAMESPACE/a configured
            ConfigMap/NAMESPACE/c created
            ConfigMap/NAMESPACE/b deleted
            Reconciliation finished in \
            """
                .replace("NAMESPACE", scene.namespace()));
  }

  @Test
  void letsAllOwnersSpeakOfTheAppliedVersionWhenAskedTo() {
    Scene gated = stage.scene("--feature-gates=MigrateAPIVersion=true");

    assertThat(versionsOfAdministrator(gated)).containsExactly("autoscaling/v2");
    assertThat(versionsOfAdministrator(stage.scene())).containsExactly("autoscaling/v1");
  }

  /** Of an object that somebody made through an older version before it is applied. */
  private static List<String> versionsOfAdministrator(Scene scene) {
    scene.apply(SCALER.formatted("v1", scene.namespace(), 1));
    scene.commit("shop", Map.of("scaler.yaml", SCALER.formatted("v2", scene.namespace(), 2)));
    scene.kustomization("app", spec(scene));
    scene.awaitReady("app");
    return scene
        .find("autoscaling/v2", "HorizontalPodAutoscaler", "web")
        .orElseThrow()
        .getMetadata()
        .getManagedFields()
        .stream()
        .filter(entry -> entry.getManager().equals("administrator"))
        .map(ManagedFieldsEntry::getApiVersion)
        .toList();
  }

  @Test
  void watchesConfigurationsUnlessToldNotTo() {
    assertThat(looksForConfigurations("test.millrace.dev/watched", "false")).isTrue();
    assertThat(looksForConfigurations("test.millrace.dev/unwatched", "true")).isFalse();
  }

  /** Whatever a controller watches it has listed before its first run. */
  private boolean looksForConfigurations(String label, String disabled) {
    long mark = stage.audit().mark();
    Scene scene =
        stage.scene(
            "--watch-configs-label-selector=" + label,
            "--feature-gates=DisableConfigWatchers=" + disabled);
    scene.commit("shop", Map.of("a.yaml", map("a", "1")));
    scene.kustomization("app", spec(scene));
    scene.awaitReady("app");
    return !stage
        .audit()
        .since(mark, request -> request.uri().contains(label.replace("/", "%2F")))
        .isEmpty();
  }

  private static String spec(Scene scene) {
    return "prune: true\ntargetNamespace: " + scene.namespace();
  }

  private static String map(String name, String value) {
    return Manifests.configMap(name, "v: \"" + value + "\"");
  }
}
