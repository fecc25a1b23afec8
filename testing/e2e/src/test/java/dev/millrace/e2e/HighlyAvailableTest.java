package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.install.Installation;
import dev.millrace.e2e.install.Manifests;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;
import dev.millrace.e2e.process.Ports;
import dev.millrace.servers.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The overlay for high availability on a real API server: two replicas of two controllers, with the
 * flags of their Deployments and the rights of their service accounts, divide the work.
 */
class HighlyAvailableTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> REPLICAS = List.of("replica-1", "replica-2");
  private static final int OBJECTS = 6;
  private static final String KUSTOMIZATION =
      """
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: app-@N@, namespace: default}
      spec: {interval: 10m, prune: true, sourceRef: {kind: GitRepository, name: none}}
      ---
      """;
  private static final String HELM_RELEASE =
      """
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: app-@N@, namespace: default}
      spec: {interval: 10m, chartRef: {kind: OCIRepository, name: none}}
      ---
      """;

  private final Manifests manifests = Manifests.ofOverlay("ha");
  private final List<AutoCloseable> running = new ArrayList<>();
  private ControlPlane controlPlane;
  private Cluster cluster;

  @TempDir private Path folder;

  @BeforeEach
  void install() {
    controlPlane = started(ControlPlane.start());
    cluster = started(Cluster.connect(controlPlane.kubeconfig()));
    manifests.applyTo(cluster);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : running.reversed()) {
      each.close();
    }
  }

  @Test
  void twoReplicasOfTheOverlayDivideTheWork() throws Exception {
    assertThat(replicas("kustomize-controller")).isEqualTo(2);
    assertThat(replicas("helm-controller")).isEqualTo(2);
    assertThat(guardedAgainstDisruption())
        .contains("source-controller", "kustomize-controller", "helm-controller");
    List<ControllerProcess> processes = new ArrayList<>();
    for (String replica : REPLICAS) {
      processes.add(start(Controller.KUSTOMIZE, replica));
      processes.add(start(Controller.HELM, replica));
    }
    for (ControllerProcess process : processes) {
      process.awaitReady();
    }

    assertDivided(Controller.KUSTOMIZE, Kind.KUSTOMIZATION, KUSTOMIZATION);
    assertDivided(Controller.HELM, Kind.HELM_RELEASE, HELM_RELEASE);
  }

  /** Both have a share, and every object is looked after. */
  private void assertDivided(Controller controller, Kind kind, String object) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(ReplicasAtWork.of(cluster, controller)).isEqualTo(REPLICAS));
    for (int i = 0; i < OBJECTS; i++) {
      cluster.applyText(object.replace("@N@", String.valueOf(i)), Map.of());
    }
    for (int i = 0; i < OBJECTS; i++) {
      cluster.await(
          kind, "default", "app-" + i, each -> !each.text("status.conditions.0.type").isEmpty());
    }
  }

  /** Leases end sooner than usual, so that replicas meet sooner. */
  private ControllerProcess start(Controller controller, String replica) throws IOException {
    Path own = Files.createDirectories(folder.resolve(replica));
    List<String> flags = new ArrayList<>(manifests.flags(controller));
    flags.addAll(
        List.of(
            "--metrics-addr=0",
            "--leader-election-lease-duration=10s",
            "--leader-election-renew-deadline=8s",
            "--leader-election-retry-period=1s"));
    ControllerProcess process =
        ControllerProcess.start(
            controller,
            manifests.kubeconfig(controller, cluster, controlPlane.kubeconfig(), own),
            own,
            Ports.free(),
            flags,
            Map.of("HOSTNAME", replica));
    running.add(process::kill);
    return process;
  }

  private int replicas(String deployment) {
    return cluster
        .client()
        .apps()
        .deployments()
        .inNamespace(Installation.NAMESPACE)
        .withName(deployment)
        .get()
        .getSpec()
        .getReplicas();
  }

  private List<String> guardedAgainstDisruption() {
    return cluster
        .client()
        .policy()
        .v1()
        .podDisruptionBudget()
        .inNamespace(Installation.NAMESPACE)
        .list()
        .getItems()
        .stream()
        .map(HasMetadata::getMetadata)
        .map(each -> each.getName())
        .toList();
  }

  private <T extends AutoCloseable> T started(T each) {
    running.add(each);
    return each;
  }
}
