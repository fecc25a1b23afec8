package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import org.junit.jupiter.api.Test;

/** What becomes of a release whose time is over, or that nobody wants any more, while it waits. */
@OnStage
class InterruptedReleaseTest {
  private static final String GATE = "--feature-gates=CancelHealthCheckOnNewRevision=true";

  @Test
  void aHookThatNeverEndsFailsTheInstallInTime(Stage stage) {
    Scene scene = stage.scene();
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(),
            "templates/hook.yaml",
            Charts.hook("migrate", "pre-install", true).replace("100ms", "1h")));
    scene.release("app", "timeout: 1s");

    HelmRelease app = scene.awaitStalled("app", "RetriesExceeded");

    assertThat(Scene.ready(app).orElseThrow().message())
        .startsWith("Helm install failed for release %s/app ".formatted(scene.namespace()))
        .contains(
            "failed pre-install", "timeout waiting for: [Job/" + scene.namespace() + "/migrate");
    assertThat(scene.revisions("app")).containsExactly("1 failed");
    assertThat(scene.configMap("app-settings")).isEmpty();
  }

  @Test
  void aSuspensionLetsAWaitComeToItsEndAndNothingFollow(Stage stage) {
    Scene scene = waiting(stage.scene(), "timeout: 3s\ninstall: {remediation: {retries: 5}}\n");

    scene.patch("app", "{\"spec\":{\"suspend\":true}}");

    scene.await("app", release -> !release.status().history().isEmpty());
    assertThat(scene.condition("app", "Released").orElseThrow().reason())
        .isEqualTo("InstallFailed");
    assertThat(scene.revisions("app")).containsExactly("1 failed");

    scene.patch("app", "{\"spec\":{\"suspend\":false,\"values\":{\"works\":true}}}");
    scene.awaitReady("app");
  }

  @Test
  void aDeletionUninstallsOnceTheWaitIsOver(Stage stage) {
    Scene scene = waiting(stage.scene(), "timeout: 3s\n");

    scene.delete("app");

    assertThat(scene.revisions("app")).isEmpty();
    assertThat(scene.find("apps/v1", "Deployment", "app")).isEmpty();
  }

  @Test
  void aDeletionEndsAWaitThatTheGateLetsEnd(Stage stage) {
    Scene scene = waiting(stage.scene(GATE), "timeout: 30m\n");

    scene.delete("app");

    assertThat(scene.revisions("app")).isEmpty();
    assertThat(scene.find("apps/v1", "Deployment", "app")).isEmpty();
  }

  /** A release of pods that do not work, under way. */
  private static Scene waiting(Scene scene, String spec) {
    scene.chart("1.0.0", Charts.web());
    scene.release("app", spec + "values: {works: false}");
    scene.await(
        "app",
        release ->
            Scene.ready(release).filter(ready -> ready.message().contains("install")).isPresent());
    return scene;
  }
}
