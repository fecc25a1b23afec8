package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Chart.yaml asks for: a version of Kubernetes, and other charts under conditions. */
@OnStage
class ChartDemandsTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void saysWhichKubernetesAChartWants() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(),
            "Chart.yaml",
            "apiVersion: v2\nname: app\nversion: 1.0.0\nkubeVersion: '>=9.0.0'\n"));
    scene.release("app", "");

    assertThat(scene.awaitFailure("app", "InstallFailed").message())
        .contains("chart requires kubeVersion: >=9.0.0 which is incompatible with Kubernetes v1.");
    assertThat(scene.revisions("app")).isEmpty();
  }

  @Test
  void releasesASubchartOnlyWhileItsConditionHolds() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.with(
                Charts.with(
                    Charts.config(),
                    "Chart.yaml",
                    """
                    apiVersion: v2
                    name: app
                    version: 1.0.0
                    dependencies:
                    - {name: cache, version: 1.0.0, condition: cache.enabled}
                    """),
                "charts/cache/Chart.yaml",
                "apiVersion: v2\nname: cache\nversion: 1.0.0\n"),
            "charts/cache/templates/map.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cache}\n"));
    scene.release("app", "values: {cache: {enabled: false}}");
    scene.awaitReady("app");

    assertThat(scene.find("v1", "ConfigMap", "cache")).isEmpty();
    assertThat(scene.inventory("app")).hasSize(1);

    scene.release("app", "values: {cache: {enabled: true}}");
    scene.awaitRevision("app", 2);
    assertThat(scene.find("v1", "ConfigMap", "cache")).isPresent();

    scene.release("app", "values: {cache: {enabled: false}}");
    scene.awaitRevision("app", 3);
    assertThat(scene.find("v1", "ConfigMap", "cache")).isEmpty();
    assertThat(scene.configMap("app-settings")).isEqualTo(Map.of("color", "blue"));
  }
}
