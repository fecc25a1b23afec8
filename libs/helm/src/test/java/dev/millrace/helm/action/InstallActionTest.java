package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.values.ValuesReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Installing a chart. */
class InstallActionTest {
  private final ActionScene scene = new ActionScene();

  @Test
  void installsDefinitionsThenHooksThenObjects() throws Exception {
    Release release = scene.install("{}");
    assertThat(release.status()).isEqualTo(ReleaseStatus.DEPLOYED);
    assertThat(release.info().description()).isEqualTo("Install complete");
    assertThat(release.applyMethod()).isEqualTo(ApplyMethod.SERVER_SIDE);
    assertThat(scene.cluster.requests())
        .containsExactly(
            "apply CustomResourceDefinition/things.example.com",
            "await 1",
            "create Job/migrate",
            "hook Job/migrate",
            "delete Job/migrate",
            "apply ConfigMap/cm",
            "await 1");
    assertThat(release.hooks().getFirst().name()).isEqualTo("check");
    assertThat(ActionScene.hookPhase(release, "migrate")).isEqualTo(HookPhase.SUCCEEDED);
    assertThat(scene.history.last("rel").orElseThrow()).isEqualTo(release);
  }

  /** Templates ask what the cluster can, and that may be what their own chart defines. */
  @Test
  void asksWhatTheClusterCanAfterTheDefinitionsAreThere() throws Exception {
    var requests = new ArrayList<List<String>>();
    var context =
        new ActionContext(
            scene.cluster,
            scene.history,
            scene.context.renderer(),
            () -> {
              requests.add(scene.cluster.requests());
              return scene.context.rendering().get();
            },
            Computing.IN_PLACE,
            ActionScene.CLOCK);

    new InstallAction(context, InstallAction.Options.defaults())
        .run("rel", "ns", ActionScene.source("{}"));
    new UpgradeAction(context, UpgradeAction.Options.defaults())
        .run("rel", ActionScene.source("{}").withCrds(CrdPolicy.CREATE_REPLACE));

    assertThat(requests.getFirst())
        .containsExactly("apply CustomResourceDefinition/things.example.com", "await 1");
    assertThat(requests.getLast())
        .endsWith("apply CustomResourceDefinition/things.example.com", "await 1");
  }

  @Test
  void writesDefinitionsAsItWritesObjects() throws Exception {
    scene.install("{}", ApplyMethod.CLIENT_SIDE);
    assertThat(scene.cluster.requests())
        .startsWith("create CustomResourceDefinition/things.example.com");
    scene.cluster.clear();

    new UpgradeAction(scene.context, UpgradeAction.Options.defaults())
        .run("rel", ActionScene.source("{}").withCrds(CrdPolicy.CREATE_REPLACE));

    assertThat(scene.cluster.requests())
        .startsWith("replace CustomResourceDefinition/things.example.com");
  }

  @Test
  void installsDefinitionsOfEnabledSubchartsOnly() throws Exception {
    String definition = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n";
    Chart chart =
        Charts.of(
            Map.of(
                "Chart.yaml",
                "name: app\ndependencies:\n- {name: used, version: '*'}\n"
                    + "- {name: spare, version: '*', condition: spare.enabled}",
                "values.yaml",
                "spare: {enabled: false}",
                "charts/used/Chart.yaml",
                "name: used",
                "charts/used/crds/a.yaml",
                definition + "metadata: {name: a.example.com}",
                "charts/spare/Chart.yaml",
                "name: spare",
                "charts/spare/crds/b.yaml",
                definition + "metadata: {name: b.example.com}"));

    new InstallAction(scene.context, InstallAction.Options.defaults())
        .run("rel", "ns", ChartSource.of(chart, Map.of()));

    assertThat(scene.cluster.requests())
        .containsExactly("apply CustomResourceDefinition/a.example.com", "await 1");
  }

  @Test
  void marksObjectsAsItsOwn() throws Exception {
    scene.install("{}");
    Map<String, Object> live = scene.cluster.get(ActionScene.configMap()).orElseThrow();
    assertThat(live.toString())
        .contains("app.kubernetes.io/managed-by=Helm")
        .contains("meta.helm.sh/release-name=rel")
        .contains("meta.helm.sh/release-namespace=ns");
  }

  @Test
  void refusesObjectsOfOthersUnlessToldToTakeThem() throws Exception {
    scene.cluster.put(
        ValuesReader.read(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: cm, namespace: ns}}"));
    var careful =
        new InstallAction.Options(
            ActionOptions.defaults(), ApplyMethod.CLIENT_SIDE, false, false, false);
    assertThatThrownBy(
            () ->
                new InstallAction(scene.context, careful)
                    .run("rel", "ns", ChartSource.of(ActionScene.CHART, Map.of())))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining(
            "Unable to continue with install: ConfigMap \"cm\" in namespace \"ns\" exists and cannot be"
                + " imported into the current release: invalid ownership metadata; label validation"
                + " error: missing key \"app.kubernetes.io/managed-by\": must be set to \"Helm\"");
    assertThat(scene.history.of("rel")).isEmpty();
    assertThat(scene.install("{}").status()).isEqualTo(ReleaseStatus.DEPLOYED);
  }

  @Test
  void refusesANameThatIsInUse() throws Exception {
    scene.install("{}");
    assertThatThrownBy(() -> scene.install("{}"))
        .hasMessage("cannot reuse a name that is still in use");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rel", "my_app", "-rel", "rel.", "", "r\nel"})
  void refusesANameThatIsNoneBeforeItWritesAnything(String name) {
    assertThatThrownBy(
            () ->
                new InstallAction(scene.context, InstallAction.Options.defaults())
                    .run(name, "ns", ChartSource.of(ActionScene.CHART, Map.of())))
        .isInstanceOf(ActionException.class)
        .hasMessageStartingWith("release name \"" + name + "\": invalid release name");
    assertThat(scene.cluster.requests()).isEmpty();
  }

  @Test
  void takesANameOfSeveralParts() throws Exception {
    ChartSource chart = ChartSource.of(ActionScene.CHART, Map.of());

    assertThat(
            new InstallAction(scene.context, InstallAction.Options.defaults())
                .run("rel.9-b", "ns", chart)
                .name())
        .isEqualTo("rel.9-b");
  }

  @Test
  void recordsAFailedInstall() {
    scene.cluster.fail("apply ConfigMap/cm");
    assertThatThrownBy(() -> scene.install("{}"))
        .isInstanceOfSatisfying(
            ActionException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.APPLY);
              assertThat(e.release().orElseThrow().status()).isEqualTo(ReleaseStatus.FAILED);
            })
        .hasMessage("no: apply ConfigMap/cm");
    assertThat(scene.lastDescription()).isEqualTo("Release \"rel\" failed: no: apply ConfigMap/cm");
  }

  @Test
  void recordsAFailedHookAndKeepsItForInspection() {
    scene.cluster.fail("hook Job/migrate");
    assertThatThrownBy(() -> scene.install("{}"))
        .hasMessage("failed pre-install: no: hook Job/migrate");
    assertThat(scene.cluster.requests()).doesNotContain("apply ConfigMap/cm", "delete Job/migrate");
    assertThat(scene.lastDescription())
        .isEqualTo("Release \"rel\" failed: failed pre-install: no: hook Job/migrate");
  }
}
