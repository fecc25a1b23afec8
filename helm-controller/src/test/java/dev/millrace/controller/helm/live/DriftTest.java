package dev.millrace.controller.helm.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when somebody changes released objects. */
@OnStage
class DriftTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
    scene.chart("1.0.0", Charts.web());
  }

  @Test
  void correctsWhatWasChangedOrDeleted() {
    scene.release("app", "driftDetection: {mode: enabled}");
    scene.awaitReady("app");
    change("red");
    scene.client().apps().deployments().inNamespace(scene.namespace()).withName("app").delete();

    scene.request("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
    assertThat(scene.find("apps/v1", "Deployment", "app")).isPresent();
    assertThat(scene.revisions("app")).containsExactly("1 deployed");
    assertThat(scene.told("app"))
        .anySatisfy(
            told ->
                assertThat(told)
                    .startsWith("DriftCorrected: ")
                    .contains(
                        "ConfigMap/"
                            + scene.namespace()
                            + "/app-settings changed /data/color (wanted 'blue', found 'red')")
                    .contains("Deployment/" + scene.namespace() + "/app removed"));
    assertThat(scene.condition("app", "Drifted").orElseThrow().reason())
        .isEqualTo("NoDriftDetected");
  }

  @Test
  void tellsOfDriftBeforeItIsCorrected() {
    scene.release("app", "driftDetection: {mode: enabled}");
    scene.awaitReady("app");
    change("red");

    scene.request("app");

    assertThat(scene.told("app"))
        .filteredOn(told -> told.startsWith("Drift"))
        .satisfiesExactly(
            told ->
                assertThat(told)
                    .startsWith("DriftDetected: ")
                    .contains("/app-settings changed /data/color (wanted 'blue', found 'red')"),
            told -> assertThat(told).startsWith("DriftCorrected: "));
  }

  @Test
  void takesOverWhatOverriddenManagersWrote(Stage stage) {
    Scene overriding = stage.scene("--override-manager=intruder");
    for (Scene each : List.of(overriding, scene)) {
      each.chart("1.0.0", Charts.config());
      each.release("intruded", "driftDetection: {mode: enabled}");
      each.awaitReady("intruded");
      each.client()
          .configMaps()
          .inNamespace(each.namespace())
          .withName("intruded-settings")
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.JSON_MERGE)
                  .withFieldManager("intruder")
                  .build(),
              "{\"data\":{\"extra\":\"1\"}}");
      each.request("intruded");
    }

    assertThat(overriding.configMap("intruded-settings")).containsOnlyKeys("color");
    assertThat(scene.configMap("intruded-settings")).containsOnlyKeys("color", "extra");
  }

  /** What a template looked up lies in objects that are no Secrets, encoded or not. */
  @ParameterizedTest
  @ValueSource(strings = {"enabled", "warn"})
  void row49ShowsNoValuesThatAChartLookedUpInASecret(String mode) {
    scene.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db}
        stringData: {password: hunter2hunter2}
        """);
    scene.chart(
        "looks-up",
        "1.0.0",
        Charts.of(
            Map.of(
                "templates/config.yaml",
                """
                {{- $db := (lookup "v1" "Secret" .Release.Namespace "db").data }}
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: app-settings}
                data:
                  color: {{ $db.password | b64dec | quote }}
                  encoded: {{ $db.password | quote }}
                """)));
    scene.release(
        "app",
        "chartRef: {kind: HelmChart, name: looks-up}\ndriftDetection: {mode: %s}".formatted(mode));
    scene.awaitReady("app");
    assertThat(scene.configMap("app-settings")).containsEntry("color", "hunter2hunter2");
    patch("app-settings", "{\"data\":{\"color\":\"red\",\"encoded\":\"red\"}}");

    HelmRelease app = scene.request("app");

    String encoded = Base64.getEncoder().encodeToString("hunter2hunter2".getBytes(UTF_8));
    assertThat(scene.told("app"))
        .anyMatch(told -> told.contains("/app-settings changed /data/color, /data/encoded"))
        .noneMatch(told -> told.contains("hunter2") || told.contains(encoded));
    assertThat(Serialization.asYaml(app)).doesNotContain("hunter2").doesNotContain(encoded);
  }

  @Test
  void onlyWarnsWhenAskedTo() {
    scene.release("app", "driftDetection: {mode: warn}");
    scene.awaitReady("app");
    change("red");

    scene.request("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "red");
    assertThat(scene.condition("app", "Drifted").orElseThrow().reason()).isEqualTo("DriftDetected");
    assertThat(scene.condition("app", "Ready").orElseThrow().status()).isEqualTo("True");
  }

  @Test
  void looksAtNothingByDefault() {
    scene.release("app", "");
    scene.awaitReady("app");
    change("red");

    scene.request("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "red");
    assertThat(scene.condition("app", "Drifted")).isEmpty();
  }

  @Test
  void leavesIgnoredFieldsAndExcludedObjectsAlone() {
    scene.chart(
        "partly-free",
        "1.0.0",
        Charts.with(
            Charts.web(),
            "templates/free.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: free
              annotations: {helm.toolkit.fluxcd.io/driftDetection: Disabled}
            data: {color: blue}
            """));
    scene.release(
        "app",
        """
        chartRef: {kind: HelmChart, name: partly-free}
        driftDetection:
          mode: enabled
          ignore:
          - paths: [/data/color]
            target: {kind: ConfigMap, name: app-settings}
        """);
    scene.awaitReady("app");
    change("red");
    patch("free", "{\"data\":{\"color\":\"red\"}}");

    scene.request("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "red");
    assertThat(scene.configMap("free")).containsEntry("color", "red");
    assertThat(scene.told("app")).noneMatch(told -> told.startsWith("Drift"));
  }

  @Test
  void findsAnObjectThatAChartRendersTwiceAsItWasAppliedLast() {
    scene.chart(
        "twice",
        "1.0.0",
        Charts.of(
            Map.of(
                "templates/twice.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: app-settings}
                data: {color: green, first: only}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: app-settings}
                data: {color: blue}
                """)));
    scene.release(
        "app", "chartRef: {kind: HelmChart, name: twice}\ndriftDetection: {mode: enabled}");
    scene.awaitReady("app");

    scene.request("app");

    assertThat(scene.told("app")).noneMatch(told -> told.startsWith("Drift"));
    change("red");
    scene.request("app");
    assertThat(scene.configMap("app-settings")).isEqualTo(Map.of("color", "blue"));
    scene.awaitReady("app");
  }

  private void change(String color) {
    patch("app-settings", "{\"data\":{\"color\":\"%s\"}}".formatted(color));
  }

  private void patch(String name, String json) {
    scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }
}
