package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A wait that nobody needs any more ends when the gate CancelHealthCheckOnNewRevision says so. */
@OnStage
class CancelledWaitsTest {
  private static final String GATE = "--feature-gates=CancelHealthCheckOnNewRevision=true";
  private static final String CANCELLED =
      "HealthCheckCanceled: Health checks canceled due to new reconciliation triggered by ";
  private static final String ENDLESS = "timeout: 30m\n";

  @Test
  void anotherChartEndsAWait(Stage stage) {
    Scene scene = waiting(stage.scene(GATE), ENDLESS + "values: {works: false}");

    scene.chart("1.1.0", Charts.config());

    scene.awaitRevision("app", 2);
    assertThat(scene.told("app")).contains(trigger(scene, "HelmChart", "app"));
    assertThat(scene.revisions("app")).containsExactly("1 failed", "2 deployed");
  }

  @Test
  void anotherSpecEndsAWait(Stage stage) {
    Scene scene = waiting(stage.scene(GATE), ENDLESS + "values: {works: false}");

    scene.release("app", ENDLESS + "values: {works: true}");

    scene.awaitRevision("app", 2);
    assertThat(scene.told("app")).contains(trigger(scene, "HelmRelease", "app"));
  }

  @Test
  void otherValuesOfAReferenceEndAWait(Stage stage) {
    Scene scene = stage.scene(GATE);
    scene.apply(Charts.watchedValues("works: false"));
    waiting(scene, ENDLESS + "valuesFrom: [{kind: ConfigMap, name: values}]");

    scene.apply(Charts.watchedValues("works: true"));

    scene.awaitRevision("app", 2);
    assertThat(scene.told("app")).contains(trigger(scene, "ConfigMap", "values"));
  }

  @Test
  void withoutTheGateAWaitGoesOnToItsEnd(Stage stage) {
    Scene scene = waiting(stage.scene(), "timeout: 3s\nvalues: {works: false}");

    scene.chart("1.1.0", Charts.config());

    scene.awaitRevision("app", 2);
    assertThat(scene.told("app"))
        .anyMatch(told -> told.startsWith("InstallFailed: "))
        .noneMatch(told -> told.startsWith("HealthCheckCanceled"));
  }

  /** A release of pods that do not work, under way or just over. */
  private static Scene waiting(Scene scene, String spec) {
    scene.chart("1.0.0", Charts.web());
    scene.release("app", spec);
    scene.await(
        "app",
        release ->
            Scene.ready(release).filter(ready -> ready.message().contains("install")).isPresent());
    return scene;
  }

  private static String trigger(Scene scene, String kind, String name) {
    return CANCELLED + "%s/%s/%s".formatted(kind, scene.namespace(), name);
  }
}
