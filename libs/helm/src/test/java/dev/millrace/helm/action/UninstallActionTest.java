package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Uninstalling a release. */
class UninstallActionTest {
  private final ActionScene scene = new ActionScene();

  @Test
  void uninstallsInItsOwnOrderAndKeepsWhatAsksForIt() throws Exception {
    Chart chart =
        Charts.of(
            Map.of(
                "Chart.yaml", "name: app",
                "templates/a.yaml",
                    """
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: s}
                    ---
                    apiVersion: v1
                    kind: Service
                    metadata: {name: svc}
                    ---
                    apiVersion: v1
                    kind: PersistentVolumeClaim
                    metadata: {name: data, annotations: {helm.sh/resource-policy: keep}}
                    """));
    new InstallAction(scene.context, InstallAction.Options.defaults())
        .run("rel", "ns", ChartSource.of(chart, Map.of()));
    scene.cluster.clear();
    var result = new UninstallAction(scene.context, UninstallAction.Options.defaults()).run("rel");
    assertThat(scene.cluster.requests()).containsExactly("delete Service/svc", "delete Secret/s");
    assertThat(result.kept()).extracting(ObjectRef::name).containsExactly("data");
    assertThat(scene.history.of("rel")).isEmpty();
  }

  @Test
  void keepsTheHistoryIfToldTo() throws Exception {
    scene.install("{}");
    var options =
        new UninstallAction.Options(
            ActionOptions.defaults(), true, ReleaseCluster.Propagation.BACKGROUND);
    new UninstallAction(scene.context, options).run("rel");
    assertThat(scene.history.last("rel").orElseThrow().status())
        .isEqualTo(ReleaseStatus.UNINSTALLED);
    assertThatThrownBy(() -> new UninstallAction(scene.context, options).run("rel"))
        .hasMessage("the release named \"rel\" is already deleted");
    var replace =
        new InstallAction.Options(
            ActionOptions.defaults(), ApplyMethod.SERVER_SIDE, false, true, true);
    Release again =
        new InstallAction(scene.context, replace)
            .run("rel", "ns", ChartSource.of(ActionScene.CHART, Map.of()));
    assertThat(again.version()).isEqualTo(2);
  }

  /** Its objects went with its definition; Helm would refuse to uninstall anything. */
  @Test
  void uninstallsTheRestOfAReleaseOfWhichAKindIsGone() throws Exception {
    installWithWidget("example.com/v1");
    scene.cluster.lose("example.com/v1", "Widget", Optional.empty());

    var result = new UninstallAction(scene.context, UninstallAction.Options.defaults()).run("rel");

    assertThat(scene.cluster.requests()).containsExactly("delete Secret/s");
    assertThat(result.gone())
        .extracting(ObjectRef::kind, ObjectRef::name)
        .containsExactly(tuple("Widget", "w"));
    assertThat(scene.history.of("rel")).isEmpty();
  }

  @Test
  void uninstallsObjectsInTheVersionThatTheClusterStillHas() throws Exception {
    installWithWidget("example.com/v1alpha1");
    scene.cluster.lose("example.com/v1alpha1", "Widget", Optional.of("example.com/v1"));

    var result = new UninstallAction(scene.context, UninstallAction.Options.defaults()).run("rel");

    assertThat(scene.cluster.requests()).containsExactly("delete Secret/s", "delete Widget/w");
    assertThat(result.gone()).isEmpty();
  }

  /** An Ingress of {@code extensions/v1beta1} is one of {@code networking.k8s.io} by now. */
  @Test
  void forgetsNoObjectsThatMovedToAnotherGroup() throws Exception {
    installWithWidget("extensions/v1beta1");
    scene.cluster.lose("extensions/v1beta1", "Widget", Optional.empty());
    var uninstall = new UninstallAction(scene.context, UninstallAction.Options.defaults());

    assertThatThrownBy(() -> uninstall.run("rel"))
        .hasMessage(
            "no kind Widget in extensions/v1beta1; its objects may live on in another API group:"
                + " let the record of the release name that group, or delete the objects and the"
                + " record by hand");

    assertThat(scene.cluster.requests()).isEmpty();
    assertThat(scene.history.of("rel")).hasSize(1);
  }

  private void installWithWidget(String apiVersion) throws Exception {
    Chart chart =
        Charts.of(
            Map.of(
                "Chart.yaml",
                "name: app",
                "templates/a.yaml",
                """
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: s}
                    ---
                    apiVersion: %s
                    kind: Widget
                    metadata: {name: w}
                    """
                    .formatted(apiVersion)));
    new InstallAction(scene.context, InstallAction.Options.defaults())
        .run("rel", "ns", ChartSource.of(chart, Map.of()));
    scene.cluster.clear();
  }
}
