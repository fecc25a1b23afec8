package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hooks, and the tests that a chart brings. */
@OnStage
class ChartTestsTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void runsTheTestsAfterEachRelease() {
    scene.chart("1.0.0", withTests(true));
    scene.release("app", "test: {enable: true}");

    HelmRelease app = scene.awaitReady("app");

    assertThat(Scene.ready(app).orElseThrow().reason()).isEqualTo("TestSucceeded");
    assertThat(Scene.ready(app).orElseThrow().message())
        .endsWith("with chart app@1.0.0: 2 test hooks completed successfully");
    assertThat(Scene.latest(app).orElseThrow().testHooks())
        .containsOnlyKeys("first", "second")
        .allSatisfy((_, hook) -> assertThat(hook.phase()).isEqualTo("Succeeded"));
    assertThat(scene.condition("app", "TestSuccess").orElseThrow().status()).isEqualTo("True");
  }

  @Test
  void runsOnlyTheTestsThatAreChosen() {
    scene.chart("1.0.0", withTests(false));
    scene.release("app", "test: {enable: true, filters: [{name: second, exclude: true}]}");

    HelmRelease app = scene.awaitReady("app");

    assertThat(Scene.ready(app).orElseThrow().message())
        .endsWith(": 1 test hook completed successfully");
    assertThat(scene.find("batch/v1", "Job", "second")).isEmpty();
  }

  @Test
  void countsAFailedTestAsAFailedRelease() {
    scene.chart("1.0.0", withTests(false));
    scene.release("app", "test: {enable: true}");

    HelmRelease app = scene.awaitStalled("app", "RetriesExceeded");

    assertThat(Scene.ready(app).orElseThrow().reason()).isEqualTo("TestFailed");
    assertThat(Scene.ready(app).orElseThrow().message()).contains("second");
    assertThat(app.status().installFailures()).isEqualTo(1);
    assertThat(scene.revisions("app")).containsExactly("1 deployed");
  }

  @Test
  void rollsBackAnUpgradeWhoseTestsFail() {
    scene.chart("1.0.0", withTests(true));
    scene.release(
        "app",
        "test: {enable: true}\nupgrade: {remediation: {retries: 0, remediateLastFailure: true}}");
    scene.awaitReady("app");

    scene.chart("1.1.0", withTests(false));
    scene.awaitStalled("app", "RetriesExceeded");

    assertThat(scene.revisions("app"))
        .containsExactly("1 superseded", "2 superseded", "3 deployed");
    assertThat(scene.condition("app", "Remediated").orElseThrow().reason())
        .isEqualTo("RollbackSucceeded");
  }

  @Test
  void isReadyInSpiteOfFailedTestsThatAreIgnored() {
    scene.chart("1.0.0", withTests(false));
    scene.release("app", "test: {enable: true, ignoreFailures: true}");

    HelmRelease app = scene.awaitReady("app");

    assertThat(Scene.ready(app).orElseThrow().reason()).isEqualTo("InstallSucceeded");
    assertThat(scene.condition("app", "TestSuccess").orElseThrow().status()).isEqualTo("False");
  }

  @Test
  void countsNoFailureOfTestsThatRemediationIgnores() {
    scene.chart("1.0.0", withTests(false));
    scene.release(
        "app", "test: {enable: true}\ninstall: {remediation: {ignoreTestFailures: true}}");

    scene.awaitFailure("app", "TestFailed");

    assertThat(scene.get("app").status().installFailures()).isZero();
    assertThat(scene.revisions("app")).containsExactly("1 deployed");
  }

  @Test
  void failsWithItsHook() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(), "templates/hook.yaml", Charts.hook("migrate", "pre-install", false)));
    scene.release("app", "");

    scene.awaitStalled("app", "RetriesExceeded");

    assertThat(scene.condition("app", "Released").orElseThrow().message())
        .contains("failed pre-install")
        .contains("Job/" + scene.namespace() + "/migrate");
    assertThat(scene.configMap("app-settings")).isEmpty();
  }

  @Test
  void leavesHooksOutWhenAskedTo() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(), "templates/hook.yaml", Charts.hook("migrate", "pre-install", false)));
    scene.release("app", "install: {disableHooks: true}");

    scene.awaitReady("app");
  }

  private static Map<String, String> withTests(boolean secondSucceeds) {
    return Charts.with(
        Charts.with(Charts.config(), "templates/first.yaml", Charts.hook("first", "test", true)),
        "templates/second.yaml",
        Charts.hook("second", "test", secondSucceeds));
  }
}
