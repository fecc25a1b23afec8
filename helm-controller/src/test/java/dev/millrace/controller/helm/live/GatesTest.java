package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What flags and feature gates change of every release, each beside a controller without them. */
@OnStage
class GatesTest {
  private static final String[] FLAGS = {
    "--feature-gates=AllowDNSLookups=true,DisableChartDigestTracking=true,UseHelm3Defaults=true",
    "--snapshot-digest-algo=sha512"
  };

  @Test
  void looksUpAddressesOnlyWhenAllowedTo(Stage stage) {
    assertThat(addressOfThisMachine(stage.scene(FLAGS)))
        .isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
    assertThat(addressOfThisMachine(stage.scene())).isEmpty();
  }

  private static String addressOfThisMachine(Scene scene) {
    scene.chart(
        "1.0.0",
        Charts.of(
            Map.of(
                "templates/address.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: address}
                data: {of: "{{ getHostByName "localhost" }}"}
                """)));
    scene.release("app", "");
    scene.awaitReady("app");
    return scene.configMap("address").getOrDefault("of", "");
  }

  @Test
  void tellsOciArtifactsOfOneTagApartUnlessToldNotTo(Stage stage) {
    assertThat(versionOfAnOciChart(stage.scene(FLAGS))).isEqualTo("1.2.3");
    assertThat(versionOfAnOciChart(stage.scene())).isEqualTo("1.2.3+000000000001");
  }

  private static String versionOfAnOciChart(Scene scene) {
    Sources.Archive archive = scene.sources().serve("app", "1.2.3", Charts.config());
    scene
        .sources()
        .source(
            "OCIRepository",
            "oci",
            "{interval: 1h, url: 'oci://registry.example.com/app'}",
            archive,
            "1.2.3@sha256:000000000001" + "0".repeat(52));
    scene.release("app", "chartRef: {kind: OCIRepository, name: oci}");
    return Scene.latest(scene.awaitReady("app")).orElseThrow().chartVersion();
  }

  @Test
  void mergesAsHelm3DidByDefaultWhenAskedTo(Stage stage) {
    assertThat(operations(stage.scene(FLAGS))).containsOnly("Update");
    assertThat(operations(stage.scene())).containsOnly("Apply");
  }

  @Test
  void leavesHooksToThemselvesAsHelm3DidWhenAskedTo(Stage stage) {
    assertThat(labelsOfAHook(stage.scene(FLAGS))).doesNotContainKey("team");
    assertThat(labelsOfAHook(stage.scene())).containsEntry("team", "blue");
  }

  private static Map<String, String> labelsOfAHook(Scene scene) {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(), "templates/hook.yaml", Charts.hook("hook", "pre-install", true)));
    scene.release("app", "commonMetadata: {labels: {team: blue}}");
    scene.awaitReady("app");
    Map<String, String> labels =
        scene.find("batch/v1", "Job", "hook").orElseThrow().getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }

  /** Helm 3 looked at no object of a kind that it did not know, whatever rules there are. */
  @Test
  void waitsAsHelm3DidByDefaultWhenAskedTo(Stage stage) {
    Scene scene = stage.scene(FLAGS);
    scene.chart("1.0.0", Charts.config());
    String neverReady =
        """
        timeout: 2s
        healthCheckExprs:
        - {apiVersion: v1, kind: ConfigMap, current: "data.color == 'nothing'"}
        """;
    scene.release("legacy", neverReady);
    scene.release("poller", neverReady + "waitStrategy: {name: poller}");

    scene.awaitReady("legacy");
    scene.awaitFailure("poller", "InstallFailed");
  }

  private static List<String> operations(Scene scene) {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");
    return scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName("app-settings")
        .get()
        .getMetadata()
        .getManagedFields()
        .stream()
        .map(ManagedFieldsEntry::getOperation)
        .toList();
  }

  @Test
  void digestsSnapshotsAsTheFlagSays(Stage stage) {
    assertThat(digest(stage.scene(FLAGS))).startsWith("sha512:");
    assertThat(digest(stage.scene())).startsWith("sha256:");
  }

  private static String digest(Scene scene) {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    HelmRelease app = scene.awaitReady("app");
    return Scene.latest(app).orElseThrow().digest();
  }

  @Test
  void wantsReadyAndTheExpressionOfADependencyWhenAskedTo(Stage stage) {
    Scene usual = stage.scene();
    releaseOnTopOfAFailure(usual);
    usual.awaitReady("app");

    Scene additive = stage.scene("--feature-gates=AdditiveCELDependencyCheck=true");
    releaseOnTopOfAFailure(additive);
    assertThat(additive.awaitFailure("app", "DependencyNotReady").message()).contains("/base'");
  }

  private static void releaseOnTopOfAFailure(Scene scene) {
    scene.chart("1.0.0", Charts.config());
    scene.release("base", "valuesFrom: [{kind: ConfigMap, name: nowhere}]");
    scene.awaitFailure("base", "ValuesError");
    scene.release("app", "dependsOn: [{name: base, readyExpr: 'true'}]");
  }

  @Test
  void watchesConfigurationsUnlessToldNotTo(Stage stage) {
    assertThat(looksForConfigurations(stage, "test.millrace.dev/watched", "false")).isTrue();
    assertThat(looksForConfigurations(stage, "test.millrace.dev/unwatched", "true")).isFalse();
  }

  /** Whatever a controller watches it has listed before its first run. */
  private static boolean looksForConfigurations(Stage stage, String label, String disabled) {
    long mark = stage.audit().mark();
    Scene scene =
        stage.scene(
            "--watch-configs-label-selector=" + label,
            "--feature-gates=DisableConfigWatchers=" + disabled);
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");
    return !stage
        .audit()
        .since(mark, request -> request.uri().contains(label.replace("/", "%2F")))
        .isEmpty();
  }
}
