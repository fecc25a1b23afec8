package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.controller.helm.config.DyingController;
import dev.millrace.harness.live.AuditLog.Request;
import dev.millrace.runtime.reconcile.ObjectKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charts that come from other sources than a HelmChart of the same namespace. */
@OnStage
class ChartReferenceTest {
  private static final String OCI = "{interval: 1h, url: 'oci://example.com/app'}";
  private static final String FIRST = "sha256:" + "a1b2c3d4e5f6".repeat(5) + "aaaa";
  private static final String SECOND = "sha256:" + "0f1e2d3c4b5a".repeat(5) + "bbbb";

  private Stage stage;
  private Scene scene;

  @BeforeEach
  void open(Stage shared) {
    stage = shared;
    scene = shared.scene();
  }

  @Test
  void followsTheDigestOfAnOciArtifactUnderTheSameTag() {
    ociChart("1.2.3@" + FIRST, "blue");
    scene.release("app", "chartRef: {kind: OCIRepository, name: oci}");

    HelmRelease app = scene.awaitReady("app");

    Snapshot first = Scene.latest(app).orElseThrow();
    assertThat(first.chartVersion()).isEqualTo("1.2.3+a1b2c3d4e5f6");
    assertThat(first.ociDigest()).isEqualTo(FIRST);
    assertThat(app.status().lastAttemptedRevision()).isEqualTo("1.2.3+a1b2c3d4e5f6");
    assertThat(app.status().lastAttemptedRevisionDigest()).isEqualTo(FIRST);
    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");

    ociChart("1.2.3@" + SECOND, "red");

    HelmRelease after = scene.awaitRevision("app", 2);
    assertThat(Scene.latest(after).orElseThrow().chartVersion()).isEqualTo("1.2.3+0f1e2d3c4b5a");
    assertThat(after.status().lastAttemptedRevisionDigest()).isEqualTo(SECOND);
    assertThat(scene.configMap("app-settings")).containsEntry("color", "red");
  }

  @Test
  void takesAnOciArtifactThatIsNamedByItsDigestAlone() {
    ociChart(FIRST, "blue");
    scene.release("app", "chartRef: {kind: OCIRepository, name: oci}");

    HelmRelease app = scene.awaitReady("app");

    assertThat(Scene.latest(app).orElseThrow().chartVersion()).isEqualTo("1.2.3+a1b2c3d4e5f6");
    assertThat(Scene.latest(app).orElseThrow().ociDigest()).isEqualTo(FIRST);
  }

  @Test
  void refusesAnOciArtifactWhoseTagIsAnotherVersion() {
    ociChart("2.0.0@" + FIRST, "blue");
    scene.release("app", "chartRef: {kind: OCIRepository, name: oci}");

    assertThat(scene.awaitFailure("app", "ChartMutateError").message())
        .contains("artifact revision 2.0.0 does not match chart version 1.2.3");
  }

  @Test
  void releasesAHelmChartOfAnotherNamespace() {
    Scene elsewhere = stage.scene();
    elsewhere.chart("1.0.0", Charts.config());
    scene.release(
        "app",
        "chartRef: {kind: HelmChart, name: app, namespace: %s}".formatted(elsewhere.namespace()));

    scene.awaitReady("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
  }

  @Test
  void takesNothingFromOtherNamespacesWhereThatIsForbidden() throws Exception {
    Scene elsewhere = stage.scene();
    elsewhere.chart("1.0.0", Charts.config());
    Scene unattended = stage.unattendedScene();
    unattended.release(
        "app",
        "chartRef: {kind: HelmChart, name: app, namespace: %s}".formatted(elsewhere.namespace()));

    reconcile(unattended, "--no-cross-namespace-refs=true");

    unattended.awaitStalled("app", "AccessDenied");
    assertThat(unattended.configMap("app-settings")).isEmpty();
  }

  @Test
  void saysThatExternalArtifactsAreAFeatureToBeTurnedOn() throws Exception {
    Scene unattended = stage.unattendedScene();
    unattended.release("app", "chartRef: {kind: ExternalArtifact, name: external}");

    reconcile(unattended);

    assertThat(Scene.ready(unattended.get("app")).orElseThrow().message())
        .contains("--feature-gates=ExternalArtifact=true");
  }

  /** With the gates on, sources are read from the API server and may be of another kind. */
  @Test
  void readsExternalArtifactsDirectlyWhenAskedTo() {
    Scene special = stage.scene("--feature-gates=ExternalArtifact=true,DirectSourceFetch=true");
    long mark = stage.audit().mark();
    Sources.Archive archive = special.sources().serve("app", "1.2.3", Charts.config());
    special.sources().source("ExternalArtifact", "external", "{}", archive, "latest@" + FIRST);
    special.release("app", "chartRef: {kind: ExternalArtifact, name: external}");

    HelmRelease app = special.awaitReady("app");

    assertThat(Scene.latest(app).orElseThrow().chartVersion()).isEqualTo("1.2.3");
    assertThat(stage.audit().since(mark, each -> readsTheSource(each, special))).isNotEmpty();
  }

  @Test
  void takesSourcesFromItsWatchOtherwise() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");
    long mark = stage.audit().mark();

    scene.request("app");

    assertThat(stage.audit().since(mark, each -> readsTheSource(each, scene))).isEmpty();
  }

  private static boolean readsTheSource(Request request, Scene where) {
    return request.verb().equals("get")
        && request.namespace().equals(where.namespace())
        && (request.resource().equals("helmcharts")
            || request.resource().equals("externalartifacts"));
  }

  private void ociChart(String revision, String color) {
    Sources.Archive archive =
        scene
            .sources()
            .serve(
                "app",
                "1.2.3",
                Charts.with(Charts.config(), "values.yaml", "color: %s\n".formatted(color)));
    scene.sources().source("OCIRepository", "oci", OCI, archive, revision);
  }

  private void reconcile(Scene where, String... flags) throws Exception {
    try (DyingController controller =
        DyingController.immortal(
            stage.cluster().client(),
            new ObjectKey("HelmRelease", where.namespace(), "app"),
            flags)) {
      controller.reconcile();
    }
  }
}
