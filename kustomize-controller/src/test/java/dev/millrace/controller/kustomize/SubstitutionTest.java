package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Variables in manifests and where their values come from (FLUX.md 3.4). */
@OnStage
class SubstitutionTest {
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
    scene.commit(
        "shop", Map.of("map.yaml", Manifests.configMap("settings", "color: ${color:=blue}")));
  }

  @Test
  void takesValuesFromTheSpecBeforeThoseOfReferences() {
    variables("one", "", "color: red");
    scene.kustomization(
        "app",
        spec
            + """
            postBuild:
              substitute: {color: green}
              substituteFrom: [{kind: ConfigMap, name: one}]
            """);

    scene.awaitReady("app");

    assertThat(scene.configMap("settings")).containsEntry("color", "green");
  }

  @Test
  void laterReferencesWin() {
    variables("one", "", "color: red");
    scene.secret("two", Map.of("color", "yellow"));
    scene.kustomization(
        "app",
        spec
            + """
            postBuild:
              substituteFrom: [{kind: ConfigMap, name: one}, {kind: Secret, name: two}]
            """);

    scene.awaitReady("app");

    assertThat(scene.configMap("settings")).containsEntry("color", "yellow");
  }

  @Test
  void goesOnWithoutOptionalReferences() {
    scene.kustomization(
        "app",
        spec
            + """
            postBuild:
              substitute: {other: x}
              substituteFrom: [{kind: ConfigMap, name: gone, optional: true}]
            """);

    scene.awaitReady("app");

    assertThat(scene.configMap("settings")).containsEntry("color", "blue");
  }

  @Test
  void namesAReferenceThatIsMissing() {
    scene.kustomization(
        "app", spec + "postBuild:\n  substituteFrom: [{kind: Secret, name: gone}]\n");

    assertThat(scene.awaitFailure("app", "BuildFailed").message()).contains("Secret/gone");
  }

  /** Nobody watches what bears no label. */
  @Test
  void triesAgainAfterTheRetryInterval() {
    scene.kustomization(
        "app",
        spec
            + "interval: 2h\nretryInterval: 1s\n"
            + "postBuild:\n  substituteFrom: [{kind: ConfigMap, name: late}]\n");
    scene.awaitFailure("app", "BuildFailed");

    variables("late", "", "color: red");

    scene.awaitReady("app");
    assertThat(scene.configMap("settings")).containsEntry("color", "red");
  }

  @Test
  void wakesWhenALabelledReferenceChanges() {
    String label = "reconcile.fluxcd.io/watch: Enabled";
    variables("one", label, "color: red");
    scene.kustomization(
        "app", spec + "postBuild:\n  substituteFrom: [{kind: ConfigMap, name: one}]\n");
    scene.awaitReady("app");

    variables("one", label, "color: yellow");

    scene.until(
        "the new value is applied",
        () -> "yellow".equals(scene.configMap("settings").get("color")));
  }

  @Test
  void namesVariablesWithoutValueAndTheirFile() {
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "color: ${nowhere}")));
    scene.kustomization("app", spec + "postBuild:\n  substitute: {color: red}\n");

    assertThat(scene.awaitFailure("app", "BuildFailed").message())
        .contains("nowhere")
        .contains("map.yaml:1");
  }

  @Test
  void leavesObjectsThatOptOut() {
    scene.commit(
        "shop",
        Map.of(
            "map.yaml",
            Manifests.annotatedConfigMap(
                "settings",
                "kustomize.toolkit.fluxcd.io/substitute: disabled",
                "color: ${color}")));
    scene.kustomization("app", spec + "postBuild:\n  substitute: {color: red}\n");

    scene.awaitReady("app");

    assertThat(scene.configMap("settings")).containsEntry("color", "${color}");
  }

  @Test
  void showsNoValueOfASecretThatCameIntoAnotherObject() {
    String token = "canary-" + "x".repeat(70);
    scene.secret("one", Map.of("token", token));
    String from = spec + "postBuild:\n  substituteFrom: [{kind: Secret, name: one}]\n";
    scene.commit(
        "shop", Map.of("map.yaml", Manifests.configMap("settings", "url: a://${token}@b")));
    scene.kustomization("app", from);
    scene.awaitReady("app");

    scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName("settings")
        .edit(
            map -> {
              map.setData(Map.of("url", "a://theirs@b"));
              return map;
            });

    assertThat(scene.awaitEvent("app", "drifted and is reverted").getMessage())
        .contains("/data/url")
        .doesNotContain("canary");
    scene.until(
        "the field is reverted",
        () -> ("a://" + token + "@b").equals(scene.configMap("settings").get("url")));

    scene.commit(
        "shop",
        Map.of(
            "map.yaml",
            Manifests.configMap("settings", "url: a")
                .replace("\ndata:", "\n  labels: {a: '${token}'}\ndata:")));
    assertThat(scene.awaitFailure("app", "ReconciliationFailed").message())
        .contains("metadata.labels", "63")
        .doesNotContain("canary");

    scene.secret("one", Map.of("token", "canary: [canary"));
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("settings", "url: ${token}")));
    assertThat(scene.awaitFailure("app", "BuildFailed").message()).doesNotContain("canary");
    assertThat(scene.events("app")).noneMatch(event -> event.getMessage().contains("canary"));
  }

  private void variables(String name, String label, String data) {
    scene.apply(
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\n  namespace: NAMESPACE\n  labels: {%s}\ndata:\n  %s\n"
            .formatted(name, label, data));
  }
}
