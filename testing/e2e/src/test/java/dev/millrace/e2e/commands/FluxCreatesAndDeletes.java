package dev.millrace.e2e.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * {@code flux create}, {@code export}, {@code delete}: an object is made and waited for, written
 * without its status, applied again unchanged, and deleted.
 */
final class FluxCreatesAndDeletes implements Step {
  private static final String NAMESPACE = "team-blue";
  private static final String NAME = "made-by-flux";
  private static final String MANIFEST =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: made-by-flux, namespace: team-blue}
      spec:
        interval: 1m0s
        url: http://127.0.0.1:7001/shop.git
        ref: {branch: main}
        secretRef: {name: git-login}
      """;

  @Override
  public String title() {
    return "flux create, export, delete";
  }

  @Override
  public void play(Stage stage) {
    Cluster cluster = stage.cluster();
    cluster.applyText(MANIFEST, stage.addresses());
    Observed made = cluster.await(Kind.GIT_REPOSITORY, NAMESPACE, NAME, Observed::isReady);
    assertThat(made.text("status.observedGeneration")).isEqualTo("1");

    String exported = exported(made);
    cluster.applyText(exported, Map.of());
    Observed same = cluster.find(Kind.GIT_REPOSITORY, NAMESPACE, NAME).orElseThrow();
    assertThat(same.object().getMetadata().getGeneration()).isEqualTo(1);
    assertThat(same.isReady()).isTrue();

    cluster.delete(Kind.GIT_REPOSITORY, NAMESPACE, NAME);
    cluster
        .client()
        .genericKubernetesResources(Kind.GIT_REPOSITORY.apiVersion(), Kind.GIT_REPOSITORY.kind())
        .inNamespace(NAMESPACE)
        .withName(NAME)
        .waitUntilCondition(Objects::isNull, 60, TimeUnit.SECONDS);
  }

  private static String exported(Observed object) {
    String spec = Serialization.asYaml(Map.of("spec", object.at("spec").orElseThrow()));
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: made-by-flux, namespace: team-blue}
    """
        + spec.replaceFirst("^---\n", "");
  }
}
