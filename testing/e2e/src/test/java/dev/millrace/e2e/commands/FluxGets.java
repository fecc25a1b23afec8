package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.util.List;

/** {@code flux get} and {@code flux stats}: the columns that they print of each kind. */
final class FluxGets implements Step {
  private record Column(Kind kind, String namespace, String path) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column(Kind.GIT_REPOSITORY, "team-blue", "status.artifact.revision"),
          new Column(Kind.GIT_REPOSITORY, "team-blue", "status.artifact.size"),
          new Column(Kind.OCI_REPOSITORY, "team-green", "status.artifact.revision"),
          new Column(Kind.OCI_REPOSITORY, "team-green", "status.artifact.size"),
          new Column(Kind.HELM_REPOSITORY, "team-green", "status.artifact.revision"),
          new Column(Kind.HELM_REPOSITORY, "team-green", "status.artifact.size"),
          new Column(Kind.HELM_CHART, "team-green", "status.artifact.revision"),
          new Column(Kind.HELM_CHART, "team-green", "status.artifact.size"),
          new Column(Kind.KUSTOMIZATION, "team-blue", "status.lastAppliedRevision"),
          new Column(Kind.HELM_RELEASE, "team-green", "status.history.0.chartVersion"),
          new Column(Kind.IMAGE_REPOSITORY, "team-blue", "status.lastScanResult.tagCount"),
          new Column(Kind.IMAGE_POLICY, "team-blue", "status.latestRef.tag"),
          new Column(Kind.IMAGE_UPDATE_AUTOMATION, "team-blue", "status.lastAutomationRunTime"),
          new Column(Kind.RECEIVER, "team-green", "status.webhookPath"));

  @Override
  public String title() {
    return "flux get, flux stats";
  }

  @Override
  public void play(Stage stage) {
    for (Column column : COLUMNS) {
      List<Observed> objects = stage.cluster().list(column.kind(), column.namespace());
      assertThat(objects).as("%s", column.kind()).isNotEmpty();
      for (Observed each : objects) {
        String name = each.object().getMetadata().getName();
        assertThat(each.text(column.path())).as("%s of %s", column, name).isNotEmpty();
        assertThat(each.condition("Ready").get("status")).as("%s", name).isNotNull();
      }
    }
  }
}
