package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Installing, upgrading and removing a release. */
@OnStage
class ReleaseTest {
  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void installsAChartAndSaysWhatItIs() {
    scene.chart("1.2.3", Charts.web());
    scene.release("web", "values: {color: green}");

    HelmRelease web = scene.awaitReady("web");

    assertThat(scene.configMap("web-settings")).containsEntry("color", "green");
    assertThat(scene.revisions("web")).containsExactly("1 deployed");
    String message =
        "Helm install succeeded for release %s/web.v1 with chart app@1.2.3"
            .formatted(scene.namespace());
    assertThat(Scene.ready(web).orElseThrow().message()).isEqualTo(message);
    assertThat(scene.told("web")).contains("InstallSucceeded: " + message);
    Snapshot snapshot = Scene.latest(web).orElseThrow();
    assertThat(snapshot.action()).isEqualTo("install");
    assertThat(snapshot.appVersion()).isEqualTo("7");
    assertThat(snapshot.digest()).startsWith("sha256:");
    assertThat(scene.inventory("web"))
        .containsExactlyInAnyOrder(
            scene.namespace() + "_web-settings__ConfigMap",
            scene.namespace() + "_web_apps_Deployment");
    assertThat(
            scene
                .client()
                .configMaps()
                .inNamespace(scene.namespace())
                .withName("web-settings")
                .get()
                .getMetadata()
                .getLabels())
        .containsEntry("helm.toolkit.fluxcd.io/name", "web")
        .containsEntry("helm.toolkit.fluxcd.io/namespace", scene.namespace())
        .containsEntry("app.kubernetes.io/managed-by", "Helm");
  }

  @Test
  void upgradesWhenValuesChange() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "values: {color: green}");
    scene.awaitReady("app");

    scene.release("app", "values: {color: red}");
    scene.awaitRevision("app", 2);

    assertThat(scene.configMap("app-settings")).containsEntry("color", "red");
    assertThat(scene.revisions("app")).containsExactly("1 superseded", "2 deployed");
    assertThat(scene.get("app").status().history())
        .extracting(Snapshot::status)
        .containsExactly("deployed", "superseded");
  }

  @Test
  void upgradesWhenTheChartChanges() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");

    scene.chart("1.1.0", Charts.config());

    HelmRelease app = scene.awaitRevision("app", 2);
    assertThat(app.status().lastAttemptedRevision()).isEqualTo("1.1.0");
    assertThat(Scene.ready(app).orElseThrow().message()).endsWith("with chart app@1.1.0");
  }

  @Test
  void doesNothingWhenNothingChanged() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    HelmRelease before = scene.awaitReady("app");

    HelmRelease after = scene.request("app");

    assertThat(scene.revisions("app")).containsExactly("1 deployed");
    assertThat(after.status().history()).isEqualTo(before.status().history());
    assertThat(after.status().conditions()).isEqualTo(before.status().conditions());
  }

  @Test
  void takesValuesFromWatchedConfigMapsAndSecrets() {
    scene.chart("1.0.0", Charts.config());
    scene.apply(Charts.watchedValues("color: green"));
    scene.release("app", "valuesFrom: [{kind: ConfigMap, name: values}]");
    scene.awaitReady("app");
    assertThat(scene.configMap("app-settings")).containsEntry("color", "green");

    scene.apply(Charts.watchedValues("color: red"));

    scene.awaitRevision("app", 2);
    assertThat(scene.configMap("app-settings")).containsEntry("color", "red");
  }

  @Test
  void forcesAnUpgradeWhenAskedTo() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");

    HelmRelease app = scene.request("app", "reconcile.fluxcd.io/forceAt");

    assertThat(scene.revisions("app")).containsExactly("1 superseded", "2 deployed");
    assertThat(app.status().lastHandledForceAt()).isEqualTo(app.status().lastHandledReconcileAt());
    scene.request("app");
    assertThat(scene.revisions("app")).containsExactly("1 superseded", "2 deployed");
  }

  @Test
  void uninstallsWhenTheObjectIsDeleted() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");

    scene.delete("app");

    assertThat(scene.configMap("app-settings")).isEmpty();
    assertThat(scene.revisions("app")).isEmpty();
    assertThat(scene.told("app")).anyMatch(told -> told.startsWith("UninstallSucceeded"));
  }

  @Test
  void leavesTheReleaseWhenASuspendedObjectIsDeleted() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");

    scene.patch("app", "{\"spec\":{\"suspend\":true}}");
    scene.delete("app");

    assertThat(scene.configMap("app-settings")).containsEntry("color", "blue");
    assertThat(scene.revisions("app")).containsExactly("1 deployed");
  }

  @Test
  void makesAHelmChartFromATemplateAndDeletesItWithTheRelease() {
    scene.release(
        "app",
        """
        chart:
          metadata: {labels: {team: blue}}
          spec:
            chart: app
            version: 1.x
            sourceRef: {kind: HelmRepository, name: charts}
        """);
    scene.awaitFailure("app", "SourceNotReady");

    String name = scene.namespace() + "-app";
    var chart = scene.find("source.toolkit.fluxcd.io/v1", "HelmChart", name).orElseThrow();
    assertThat(chart.getMetadata().getLabels())
        .containsEntry("team", "blue")
        .containsEntry("helm.toolkit.fluxcd.io/name", "app");
    assertThat(chart.<String>get("spec", "version")).isEqualTo("1.x");
    assertThat(chart.<String>get("spec", "interval")).isEqualTo("1h");
    assertThat(scene.get("app").status().helmChart()).isEqualTo(scene.namespace() + "/" + name);

    scene.delete("app");

    assertThat(scene.find("source.toolkit.fluxcd.io/v1", "HelmChart", name)).isEmpty();
  }

  @Test
  void keepsTheHelmChartAsItsTemplateSaysAndDeletesItWhenThereIsNoneAnyMore() {
    scene.release("app", template("version: 1.x"));
    scene.awaitFailure("app", "SourceNotReady");

    scene.release(
        "app",
        template(
            "version: 2.x\nreconcileStrategy: Revision\nvaluesFiles: [values.yaml, prod.yaml]"));
    String name = scene.namespace() + "-app";
    scene.awaitFailure("app", "SourceNotReady");
    assertThat(helmChart(name, "version")).isEqualTo("2.x");
    assertThat(helmChart(name, "reconcileStrategy")).isEqualTo("Revision");
    assertThat(helmChart(name, "valuesFiles")).isEqualTo("[values.yaml, prod.yaml]");

    scene.chart("1.0.0", Charts.config());
    scene.release("app", "");
    scene.awaitReady("app");

    assertThat(scene.find("source.toolkit.fluxcd.io/v1", "HelmChart", name)).isEmpty();
  }

  private static String template(String spec) {
    return "chart:\n  spec:\n    chart: app\n"
        + "    sourceRef: {kind: HelmRepository, name: charts}\n"
        + spec.indent(4);
  }

  /** A field of the spec of a HelmChart, as text. */
  private String helmChart(String name, String field) {
    return scene
        .find("source.toolkit.fluxcd.io/v1", "HelmChart", name)
        .map(chart -> String.valueOf(chart.<Object>get("spec", field)))
        .orElse("");
  }

  @Test
  void waitsForWhatItDependsOn() {
    scene.chart("1.0.0", Charts.config());
    scene.release("app", "dependsOn: [{name: base}]");
    scene.awaitFailure("app", "DependencyNotReady");
    assertThat(scene.revisions("app")).isEmpty();

    scene.release("base", "");

    scene.awaitReady("app");
  }
}
