package dev.millrace.e2e.commands;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import java.util.Map;

/** {@code flux trace} follows the labels of an object to its owner and source. */
final class FluxTraces implements Step {
  @Override
  public String title() {
    return "flux trace";
  }

  @Override
  public void play(Stage stage) {
    Cluster cluster = stage.cluster();
    Observed kustomization =
        owner(cluster, "team-blue", "web", Kind.KUSTOMIZATION, "kustomize.toolkit.fluxcd.io/");
    assertThat(kustomization.text("status.lastAppliedRevision")).isNotEmpty();
    Observed source =
        cluster
            .find(Kind.GIT_REPOSITORY, "team-blue", kustomization.text("spec.sourceRef.name"))
            .orElseThrow();
    assertThat(source.text("status.artifact.revision")).startsWith("main@sha1:");
    Observed release =
        owner(cluster, "team-green", "reports", Kind.HELM_RELEASE, "helm.toolkit.fluxcd.io/");
    assertThat(release.text("status.helmChart")).isEqualTo("team-green/team-green-reports");
    assertThat(release.text("status.history.0.configDigest")).startsWith("sha256:");
  }

  private static Observed owner(
      Cluster cluster, String namespace, String deployment, Kind kind, String group) {
    Map<String, String> labels =
        cluster
            .find(Kind.DEPLOYMENT, namespace, deployment)
            .orElseThrow()
            .object()
            .getMetadata()
            .getLabels();
    assertThat(labels).containsKeys(group + "name", group + "namespace");
    return cluster
        .find(
            kind,
            requireNonNull(labels.get(group + "namespace")),
            requireNonNull(labels.get(group + "name")))
        .orElseThrow();
  }
}
