package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release that is wanted elsewhere, or of another chart, is another release (FLUX.md 4.2). */
@OnStage
class TargetChangeTest {
  private static final String OTHER_CHART = "chartRef: {kind: HelmChart, name: other}\n";

  private Stage stage;
  private Scene scene;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    scene = stage.scene();
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");
  }

  @Test
  void reinstallsUnderAnotherName() {
    scene.release("app", "releaseName: other");

    scene.await(
        "app",
        release -> Scene.latest(release).filter(each -> each.name().equals("other")).isPresent());
    scene.awaitReady("app");
    assertThat(scene.configMap("app-settings")).isEmpty();
    assertThat(scene.configMap("other-settings")).containsEntry("color", "blue");
    assertThat(scene.revisions("app")).isEmpty();
    assertThat(scene.revisions("other")).containsExactly("1 deployed");
  }

  @Test
  void reinstallsWithItsRecordsInAnotherNamespace() {
    Scene elsewhere = stage.scene();

    scene.release("app", "storageNamespace: " + elsewhere.namespace());

    scene.await(
        "app", release -> elsewhere.namespace().equals(release.status().storageNamespace()));
    scene.awaitReady("app");
    assertThat(scene.revisions("app")).isEmpty();
    assertThat(elsewhere.revisions("app")).containsExactly("1 deployed");
  }

  @Test
  void reinstallsAnotherChart() {
    scene.chart("other", "2.0.0", otherChart());

    scene.release("app", OTHER_CHART);

    awaitChart("other");
    assertThat(scene.revisions("app")).containsExactly("1 deployed");
    assertThat(scene.configMap("app-settings")).isEmpty();
    assertThat(scene.told("app")).anyMatch(told -> told.startsWith("UninstallSucceeded: "));
  }

  @Test
  void upgradesToAnotherChartInPlaceWhenAskedTo() {
    scene.chart("other", "2.0.0", otherChart());

    scene.release("app", OTHER_CHART + "upgrade: {chartNameChangeStrategy: InPlaceUpdate}");

    awaitChart("other");
    assertThat(scene.revisions("app")).containsExactly("1 superseded", "2 deployed");
    assertThat(scene.configMap("app-settings")).isEmpty();
    assertThat(scene.configMap("app-other")).containsEntry("of", "other");
    assertThat(scene.told("app")).noneMatch(told -> told.startsWith("UninstallSucceeded"));
  }

  private void awaitChart(String chart) {
    scene.await(
        "app",
        release ->
            Scene.latest(release).filter(each -> each.chartName().equals(chart)).isPresent());
    scene.awaitReady("app");
  }

  private static Map<String, String> otherChart() {
    return Charts.of(
        Map.of(
            "templates/other.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .Release.Name }}-other}
            data: {of: {{ .Chart.Name }}}
            """));
  }
}
