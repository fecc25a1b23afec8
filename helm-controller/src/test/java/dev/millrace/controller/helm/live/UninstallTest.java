package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stays when a release goes. */
@OnStage
class UninstallTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
    scene.chart("1.0.0", Charts.web());
  }

  @Test
  void keepsTheRecordsWhenAskedTo() {
    scene.release("app", "uninstall: {keepHistory: true}");
    scene.awaitReady("app");

    scene.delete("app");

    assertThat(scene.revisions("app")).containsExactly("1 uninstalled");
    assertThat(scene.configMap("app-settings")).isEmpty();

    scene.release("app", "");
    scene.awaitReady("app");
    assertThat(scene.revisions("app")).containsExactly("1 superseded", "2 deployed");
  }

  /** A remediation uninstalled it, and its records stay. */
  @Test
  void letsAnObjectGoWhoseReleaseWasUninstalledBefore() {
    scene.release(
        "app",
        """
        values: {works: false}
        timeout: 1s
        install: {remediation: {remediateLastFailure: true}}
        uninstall: {keepHistory: true}
        """);
    scene.awaitStalled("app", "RetriesExceeded");
    assertThat(scene.revisions("app")).containsExactly("1 uninstalled");

    scene.delete("app");

    assertThat(scene.revisions("app")).containsExactly("1 uninstalled");
  }

  @Test
  void tellsWhichChartWasUninstalled() {
    scene.release("app", "");
    scene.awaitReady("app");

    scene.delete("app");

    assertThat(scene.facts("app", "UninstallSucceeded"))
        .containsEntry("revision", "1.0.0")
        .containsEntry("app-version", "7")
        .containsKey("token");
  }

  @Test
  void leavesWhatObjectsOwnWhenItIsToBeOrphaned() {
    scene.release("app", "uninstall: {deletionPropagation: orphan}");
    scene.awaitReady("app");
    assertThat(replicaSets()).hasSize(1);

    scene.delete("app");

    assertThat(scene.find("apps/v1", "Deployment", "app")).isEmpty();
    assertThat(replicaSets())
        .singleElement()
        .satisfies(set -> assertThat(set.getMetadata().getDeletionTimestamp()).isNull());
  }

  @Test
  void waitsForWhatObjectsOwnWhenTheyGoFirst() {
    scene.release("app", "uninstall: {deletionPropagation: foreground}");
    scene.awaitReady("app");

    scene.delete("app");

    assertThat(replicaSets()).isEmpty();
  }

  @Test
  void runsNoHooksWhenAskedNotTo() {
    makeAChartWhoseFarewellFails();
    scene.release(
        "app", "chartRef: {kind: HelmChart, name: farewell}\nuninstall: {disableHooks: true}");
    scene.awaitReady("app");

    scene.delete("app");

    assertThat(scene.configMap("app-settings")).isEmpty();
    assertThat(scene.find("batch/v1", "Job", "farewell")).isEmpty();
  }

  @Test
  void keepsTheObjectUntilItIsUninstalled() {
    makeAChartWhoseFarewellFails();
    scene.release("app", "chartRef: {kind: HelmChart, name: farewell}");
    scene.awaitReady("app");

    scene
        .client()
        .resources(HelmRelease.class)
        .inNamespace(scene.namespace())
        .withName("app")
        .delete();

    assertThat(scene.awaitFailure("app", "UninstallFailed").message())
        .contains("farewell")
        .endsWith(
            "; to delete the HelmRelease and leave what it released, set spec.suspend to true");
    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");

    scene.patch("app", "{\"spec\":{\"suspend\":true}}");

    scene
        .client()
        .resources(HelmRelease.class)
        .inNamespace(scene.namespace())
        .withName("app")
        .waitUntilCondition(Objects::isNull, 1, TimeUnit.MINUTES);
    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
  }

  private void makeAChartWhoseFarewellFails() {
    scene.chart(
        "farewell",
        "1.0.0",
        Charts.with(
            Charts.config(), "templates/hook.yaml", Charts.hook("farewell", "pre-delete", false)));
  }

  private List<ReplicaSet> replicaSets() {
    return scene.client().apps().replicaSets().inNamespace(scene.namespace()).list().getItems();
  }
}
