package dev.millrace.e2e.real;

import dev.millrace.conformance.kustomize.KustomizeCase;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.e2e.story.Stage;
import dev.millrace.e2e.story.Step;
import dev.millrace.servers.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deploys kustomizations and charts of public projects, exactly as they were published. */
public final class RealApplications implements Step {
  static final String NAMESPACE = "platform";

  private static final List<RealKustomization> KUSTOMIZATIONS =
      List.of(
          new RealKustomization(
              "boutique",
              "GoogleCloudPlatform_microservices-demo_kustomize_tests_memorystore-with-all-components",
              "kustomize/tests/memorystore-with-all-components",
              "boutique",
              true),
          new RealKustomization(
              "pipelines",
              "kubeflow_pipelines_manifests_kustomize_base_installs_generic",
              "manifests/kustomize/base/installs/generic",
              "kubeflow",
              false),
          new RealKustomization(
              "kluctl", "kluctl_kluctl_config_default", "config/default", "", true),
          new RealKustomization(
              "sveltos",
              "projectsveltos_addon-controller_config_default",
              "config/default",
              "",
              true),
          new RealKustomization(
              "sourcegraph",
              "sourcegraph_deploy-sourcegraph-k8s_examples_base_xs",
              "examples/base/xs",
              "",
              true));

  private static final List<RealChart> CHARTS =
      List.of(
          new RealChart("podinfo", "6.14.1", "stefanprodan-podinfo--podinfo"),
          new RealChart("wordpress", "27.0.0", "bitnami-charts--wordpress"),
          new RealChart("argo-cd", "10.1.1", "argoproj-argo-helm--argo-cd"),
          new RealChart("traefik", "41.3.0", "traefik-traefik-helm-chart--traefik"),
          new RealChart("vault", "0.34.1", "hashicorp-vault-helm--vault"));

  private final Path cases;

  private RealApplications(Path cases) {
    this.cases = cases;
  }

  /** The step, or nothing when the conformance cases are not beside the checkout. */
  public static Optional<Step> find() {
    return Optional.of(Repository.conformance())
        .filter(Files::isDirectory)
        .map(RealApplications::new);
  }

  @Override
  public String title() {
    return "Real applications of public projects: five kustomizations and five charts";
  }

  @Override
  public void play(Stage stage) {
    long begin = System.nanoTime();
    publish(stage);
    List.of(NAMESPACE, "boutique", "kubeflow").forEach(stage.cluster()::ensureNamespace);
    stage.cluster().applyText(manifests(stage), Map.of());
    KUSTOMIZATIONS.forEach(each -> await(stage, Kind.KUSTOMIZATION, each.name(), begin));
    CHARTS.forEach(each -> await(stage, Kind.HELM_RELEASE, each.name(), begin));
  }

  private static void await(Stage stage, Kind kind, String name, long begin) {
    Observed object = stage.cluster().await(kind, NAMESPACE, name, Observed::isReady);
    int objects =
        object.at("status.inventory.entries").map(List.class::cast).orElse(List.of()).size();
    stage
        .progress()
        .happened(kind.kind() + " " + name, "Ready with %d objects".formatted(objects), begin);
  }

  private void publish(Stage stage) {
    Map<String, byte @Nullable []> files = new HashMap<>();
    for (RealKustomization each : KUSTOMIZATIONS) {
      filesOf(each).forEach((path, content) -> files.put(each.name() + "/" + path, content));
    }
    stage.gitServer().create("applications").commitBytes("main", "Publish the applications", files);
    for (RealChart each : CHARTS) {
      stage.charts().publish(each.name(), each.version(), archive(each));
    }
  }

  private Map<String, byte[]> filesOf(RealKustomization application) {
    Path file = cases.resolve("kustomize/real").resolve(application.file() + ".kcase");
    try {
      return KustomizeCase.read(file).files();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] archive(RealChart chart) {
    try {
      return Files.readAllBytes(
          cases.resolve("helm/charts").resolve(chart.key()).resolve("chart.tgz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String manifests(Stage stage) {
    StringBuilder text = new StringBuilder(sources(stage));
    KUSTOMIZATIONS.forEach(each -> text.append("---\n").append(each.manifest()));
    CHARTS.forEach(each -> text.append("---\n").append(each.manifest()));
    return text.toString();
  }

  private static String sources(Stage stage) {
    return """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: applications
          namespace: %1$s
        spec:
          interval: 1h
          url: %2$s
          ref:
            branch: main
          secretRef:
            name: git-login
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: git-login
          namespace: %1$s
        stringData:
          username: %4$s
          password: %5$s
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata:
          name: applications
          namespace: %1$s
        spec:
          interval: 1h
          url: %3$s
        """
        .formatted(
            NAMESPACE,
            stage.gitServer().address().resolve("/applications.git"),
            stage.charts().address(),
            stage.gitLogin().username(),
            stage.gitLogin().password());
  }
}
