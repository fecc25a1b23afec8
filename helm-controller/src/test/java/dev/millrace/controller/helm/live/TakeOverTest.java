package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases that others made, or that an interrupted run left. */
@OnStage
class TakeOverTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
    scene.chart("1.0.0", Charts.config());
  }

  @Test
  void takesOverAReleaseOfTheSameChartWithoutANewRevision() {
    leaveARelease();

    scene.release("app", "");
    HelmRelease app = scene.awaitReady("app");

    assertThat(scene.revisions("app")).containsExactly("1 deployed");
    assertThat(Scene.latest(app).orElseThrow().version()).isEqualTo(1);
    assertThat(scene.inventory("app")).hasSize(1);
  }

  @Test
  void upgradesAReleaseOfOtherValues() {
    leaveARelease();

    scene.release("app", "values: {color: red}");
    scene.awaitReady("app");

    assertThat(scene.revisions("app")).containsExactly("1 superseded", "2 deployed");
    assertThat(scene.configMap("app-settings")).containsEntry("color", "red");
    assertThat(scene.get("app").status().history()).hasSize(1);
  }

  @Test
  void keepsAReleaseWhoseStatusSaysSo() {
    scene.release("app", "");
    HelmRelease before = scene.awaitReady("app");

    scene.patch("app", "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}");
    HelmRelease after = scene.request("app");

    assertThat(after.status().history()).isEqualTo(before.status().history());
  }

  @Test
  void upgradesAReleaseWhoseRecordWasChanged() {
    scene.release("app", "values: {color: green}");
    scene.awaitReady("app");
    scene.patch("app", "{\"spec\":{\"suspend\":true}}");
    scene
        .client()
        .secrets()
        .inNamespace(scene.namespace())
        .withName("sh.helm.release.v1.app.v1")
        .delete();
    leaveARelease();

    scene.patch("app", "{\"spec\":{\"suspend\":false}}");

    scene.awaitRevision("app", 2);
    assertThat(scene.configMap("app-settings")).containsEntry("color", "green");
  }

  @Test
  void freesAReleaseThatIsRecordedAsUnderWay() {
    leaveARelease("pending-upgrade", "values: {color: red}");

    scene.release("app", "");
    scene.awaitReady("app");

    assertThat(scene.revisions("app")).containsExactly("1 failed", "2 deployed");
    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
    assertThat(scene.told("app"))
        .contains(
            "PendingRelease: Unlocked Helm release %s/app.v1 with chart app@1.0.0 in pending-upgrade state"
                .formatted(scene.namespace()));
  }

  @Test
  void finishesAnUninstallThatWasInterrupted() {
    leaveARelease("uninstalling", "");

    scene.release("app", "");
    scene.awaitReady("app");

    assertThat(scene.revisions("app")).containsExactly("1 deployed");
    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
  }

  @Test
  void installsAgainWhatOthersUninstalled() {
    scene.release("app", "");
    scene.awaitReady("app");
    scene
        .client()
        .secrets()
        .inNamespace(scene.namespace())
        .withLabels(Map.of("owner", "helm"))
        .delete();
    scene.client().configMaps().inNamespace(scene.namespace()).withName("app-settings").delete();

    scene.request("app");

    assertThat(scene.revisions("app")).containsExactly("1 deployed");
    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
    scene.awaitReady("app");
  }

  /** What fails to be listed is told, and the release is as good as it was. */
  @Test
  void tellsThatAKindOfAReleaseIsUnknown() {
    leaveARelease();
    rewrite("kind: ConfigMap", "kind: Relic");

    scene.release("app", "");
    scene.awaitReady("app");

    assertThat(scene.told("app"))
        .anySatisfy(
            told ->
                assertThat(told)
                    .startsWith(
                        "NamespaceCheckSkipped: failed to determine if Relic is namespace scoped,"
                            + " skipping namespace: "));
    assertThat(scene.inventory("app")).containsExactly("_app-settings__Relic");
  }

  @Test
  void tellsThatTheObjectsOfAReleaseCannotBeListed() {
    leaveARelease();
    rewrite("kind: ConfigMap", "sort: ConfigMap");

    scene.release("app", "");
    scene.awaitReady("app");

    assertThat(scene.told("app"))
        .contains(
            "InventoryBuildFailed: failed to build inventory for %s/app: unable to build kubernetes"
                    .formatted(scene.namespace())
                + " objects from release manifest: an object lacks kind or apiVersion");
    assertThat(scene.inventory("app")).isEmpty();
  }

  private void leaveARelease() {
    leaveARelease("deployed", "");
  }

  /** A release without a HelmRelease, as the helm program leaves it. */
  private void leaveARelease(String status, String spec) {
    scene.release("other", "releaseName: app\n" + spec);
    scene.awaitReady("other");
    scene.patch("other", "{\"spec\":{\"suspend\":true}}");
    scene.delete("other");
    if (!status.equals("deployed")) {
      restate(status);
    }
  }

  private void rewrite(String text, String replacement) {
    var secret =
        scene
            .client()
            .secrets()
            .inNamespace(scene.namespace())
            .withName("sh.helm.release.v1.app.v1");
    String record = Objects.requireNonNull(secret.require().getData().get("release"));
    secret.patch(
        PatchContext.of(PatchType.JSON_MERGE),
        "{\"data\":{\"release\":\"%s\"}}"
            .formatted(ReleaseRecords.with(record, text, replacement)));
  }

  private void restate(String status) {
    var secrets = scene.client().secrets().inNamespace(scene.namespace());
    var secret = secrets.withName("sh.helm.release.v1.app.v1").require();
    String record =
        ReleaseRecords.withStatus(Objects.requireNonNull(secret.getData().get("release")), status);
    secrets
        .withName("sh.helm.release.v1.app.v1")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"status\":\"%s\"}},\"data\":{\"release\":\"%s\"}}"
                .formatted(status, record));
  }
}
