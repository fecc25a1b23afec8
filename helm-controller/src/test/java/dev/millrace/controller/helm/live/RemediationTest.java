package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows a failure. */
@OnStage
class RemediationTest {
  private static final String BROKEN = "values: {works: false}\ntimeout: 1s\n";
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
    scene.chart("1.0.0", Charts.web());
  }

  @Test
  void givesUpAfterAFailedInstallWithoutRetries() {
    scene.release("app", BROKEN);

    HelmRelease app = scene.awaitStalled("app", "RetriesExceeded");

    assertThat(Scene.ready(app).orElseThrow().reason()).isEqualTo("InstallFailed");
    assertThat(Scene.ready(app).orElseThrow().message())
        .startsWith(
            "Helm install failed for release %s/app with chart app@1.0.0: "
                .formatted(scene.namespace()))
        .contains("Deployment/" + scene.namespace() + "/app");
    assertThat(scene.condition("app", "Stalled").orElseThrow().message())
        .isEqualTo("Failed to install after 1 attempt(s)");
    assertThat(scene.revisions("app")).containsExactly("1 failed");
    assertThat(app.status().installFailures()).isEqualTo(1);
    assertThat(scene.told("app")).anyMatch(told -> told.startsWith("InstallFailed: "));
  }

  @Test
  void saysWhichPodKeepsTheReleaseWaitingAndWhy() {
    scene.release("app", "values: {works: false}\n" + Charts.TRIED_AGAIN_AND_AGAIN);

    assertThat(scene.awaitExplanation("app", "last log lines: looks for its database"))
        .contains("Deployment/" + scene.namespace() + "/app: pod app-")
        .contains("runs, but container web is not ready");
    assertThat(scene.told("app")).anyMatch(told -> told.contains("looks for its database"));
  }

  @Test
  void tellsWhatHelmDidLastInTheEventOnly() {
    scene.release("app", BROKEN);

    scene.awaitStalled("app", "RetriesExceeded");

    assertThat(scene.told("app"))
        .filteredOn(told -> told.startsWith("InstallFailed"))
        .singleElement()
        .asString()
        .contains("\n\nLast Helm logs:\n\n")
        .contains("{\"gvk\":\"apps/v1, Kind=Deployment\",\"name\":\"app\"")
        .contains("waiting for resources to be ready");
    assertThat(scene.condition("app", "Released").orElseThrow().message())
        .doesNotContain("Last Helm logs");
  }

  @Test
  void uninstallsAndInstallsAgainWhileThereAreRetries() {
    scene.release(
        "app", BROKEN + "install: {remediation: {retries: 1, remediateLastFailure: true}}");

    HelmRelease app = scene.awaitStalled("app", "RetriesExceeded");

    assertThat(app.status().installFailures()).isEqualTo(2);
    assertThat(Scene.ready(app).orElseThrow().reason()).isEqualTo("UninstallSucceeded");
    assertThat(scene.revisions("app")).isEmpty();
    assertThat(scene.find("apps/v1", "Deployment", "app")).isEmpty();
    assertThat(scene.told("app")).filteredOn(told -> told.startsWith("InstallFailed")).hasSize(2);
  }

  @Test
  void rollsAFailedUpgradeBack() {
    scene.release("app", "timeout: 1m");
    scene.awaitReady("app");

    scene.release("app", BROKEN + "upgrade: {remediation: {retries: 1}}\nrollback: {timeout: 2m}");
    HelmRelease app = scene.awaitStalled("app", "RetriesExceeded");

    assertThat(scene.revisions("app"))
        .containsExactly("1 superseded", "2 failed", "3 superseded", "4 failed", "5 deployed");
    assertThat(Scene.ready(app).orElseThrow().message())
        .isEqualTo(
            "Helm rollback to previous release %s/app.v3 with chart app@1.0.0 succeeded"
                .formatted(scene.namespace()));
    assertThat(app.status().upgradeFailures()).isEqualTo(2);
    assertThat(app.status().history()).first().extracting(Snapshot::action).isEqualTo("rollback");
    assertThat(
            scene
                .find("apps/v1", "Deployment", "app")
                .orElseThrow()
                .<String>get("spec", "template", "metadata", "annotations", "fake-kubelet/ready"))
        .isEqualTo("true");
  }

  @Test
  void namesTheChartThatWasBroughtBack() {
    scene.release(
        "app",
        """
        upgrade: {timeout: 1s, remediation: {remediateLastFailure: true}}
        """);
    scene.awaitReady("app");

    scene.chart("1.1.0", Charts.with(Charts.web(), "values.yaml", "color: red\nworks: false\n"));
    scene.awaitStalled("app", "RetriesExceeded");

    assertThat(scene.facts("app", "UpgradeFailed")).containsEntry("revision", "1.1.0");
    assertThat(scene.facts("app", "RollbackSucceeded")).containsEntry("revision", "1.0.0");
  }

  @Test
  void remembersOnlyTheLatestOfManyFailures() {
    scene.release("app", "");
    scene.awaitReady("app");

    scene.release(
        "app", BROKEN + "upgrade: {strategy: {name: RetryOnFailure, retryInterval: 100ms}}");
    HelmRelease app = scene.await("app", release -> release.status().upgradeFailures() >= 9);

    assertThat(app.status().history()).hasSizeLessThanOrEqualTo(7);
    assertThat(app.status().history().getLast().version()).isEqualTo(1);
    assertThat(app.status().history().getLast().status()).isEqualTo("deployed");
  }

  @Test
  void goesOnWithANewerSpecInsteadOfRemedyingAnOldOne() {
    scene.release("app", "");
    scene.awaitReady("app");
    scene.release(
        "app", "values: {works: false}\ntimeout: 4s\nupgrade: {remediation: {retries: 1}}");
    scene.await(
        "app",
        release ->
            Scene.ready(release)
                .filter(ready -> ready.message().startsWith("Running 'upgrade' action"))
                .isPresent());

    scene.release("app", "values: {works: true}\nupgrade: {remediation: {retries: 1}}");

    HelmRelease app = scene.awaitReady("app");
    assertThat(scene.revisions("app")).containsExactly("1 superseded", "2 failed", "3 deployed");
    assertThat(app.status().upgradeFailures()).isZero();
  }

  @Test
  void startsAnewWithAnotherSpec() {
    scene.release("app", BROKEN);
    scene.awaitStalled("app", "RetriesExceeded");

    scene.release("app", "values: {works: true}");

    HelmRelease app = scene.awaitReady("app");
    assertThat(app.status().failures()).isZero();
    assertThat(scene.revisions("app")).containsExactly("1 failed", "2 deployed");
    assertThat(scene.condition("app", "Stalled")).isEmpty();
  }

  @Test
  void triesAgainAfterAReset() {
    scene.release("app", BROKEN);
    scene.awaitStalled("app", "RetriesExceeded");

    HelmRelease app = scene.request("app", "reconcile.fluxcd.io/resetAt");

    assertThat(app.status().lastHandledResetAt()).isEqualTo(app.status().lastHandledReconcileAt());
    assertThat(scene.revisions("app")).containsExactly("1 failed", "2 failed");
  }

  @Test
  void staysStalledWithoutANewAttempt() {
    scene.release("app", BROKEN);
    scene.awaitStalled("app", "RetriesExceeded");

    scene.request("app");

    assertThat(scene.revisions("app")).containsExactly("1 failed");
    assertThat(scene.condition("app", "Ready").orElseThrow().reason()).isEqualTo("InstallFailed");
  }

  @Test
  void onlyRetriesWhenTheStrategySaysSo() {
    scene.release("app", "");
    scene.awaitReady("app");

    scene.release(
        "app", BROKEN + "upgrade: {strategy: {name: RetryOnFailure, retryInterval: 200ms}}");
    scene.await("app", release -> release.status().upgradeFailures() >= 2);

    assertThat(scene.revisions("app"))
        .startsWith("1 deployed", "2 failed", "3 failed")
        .noneMatch(revision -> revision.endsWith("superseded"));
    assertThat(scene.condition("app", "Remediated")).isEmpty();
    scene.release("app", "values: {works: true}");
    scene.awaitReady("app");
  }

  @Test
  void onlyRetriesWhenTheGateMakesThatTheDefault(Stage stage) {
    Scene retrying = stage.scene("--feature-gates=DefaultToRetryOnFailure=true");
    retrying.chart("1.0.0", Charts.web());
    retrying.release("app", BROKEN);
    retrying.awaitFailure("app", "InstallFailed");

    retrying.request("app");

    assertThat(retrying.revisions("app")).containsExactly("1 failed", "2 failed");
    assertThat(retrying.condition("app", "Stalled")).isEmpty();
  }

  @Test
  void stallsWhenThereIsNothingToRollBackTo() {
    scene.release("app", BROKEN);
    scene.awaitStalled("app", "RetriesExceeded");

    scene.release("app", BROKEN + "upgrade: {remediation: {retries: 1}}");

    scene.awaitStalled("app", "MissingRollbackTarget");
  }

  /** An alert of a failed action does not come twice. */
  @Test
  void tellsNobodyThatItGaveUpOnWhatItToldOf() {
    scene.release("app", BROKEN);
    scene.awaitStalled("app", "RetriesExceeded");
    scene.release("app", BROKEN + "upgrade: {remediation: {retries: 1}}");
    scene.awaitStalled("app", "MissingRollbackTarget");
    scene.release("app", "values: {works: true}");
    scene.awaitReady("app");

    assertThat(scene.told("app"))
        .anyMatch(told -> told.startsWith("InstallFailed"))
        .anyMatch(told -> told.startsWith("UpgradeFailed"))
        .noneMatch(told -> told.startsWith("RetriesExceeded"))
        .noneMatch(told -> told.startsWith("MissingRollbackTarget"));
  }
}
