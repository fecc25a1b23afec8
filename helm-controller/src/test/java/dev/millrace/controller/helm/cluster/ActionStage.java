package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.Parking;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.ConnectionLimits;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.servers.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A real API server on which Helm's actions act as its administrator. */
final class ActionStage implements AutoCloseable {
  private static final String MANAGER = "helm-controller";

  private final ControlPlane controlPlane;
  private final KubernetesClient client;
  private final ClusterConnection connection;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private ActionStage(ControlPlane controlPlane, KubernetesClient client) {
    this.controlPlane = controlPlane;
    this.client = client;
    this.connection =
        ClusterConnection.over(
            client, "test/1.0", ConnectionLimits.DEFAULT, Clock.systemUTC(), new Random(1));
  }

  static ActionStage start() {
    ControlPlane controlPlane = ControlPlane.start("--job-duration", "200ms");
    Config config = Config.fromKubeconfig(controlPlane.kubeconfig().toFile());
    return new ActionStage(controlPlane, new KubernetesClientBuilder().withConfig(config).build());
  }

  KubernetesClient client() {
    return client;
  }

  Path kubeconfig() {
    return controlPlane.kubeconfig();
  }

  /** Makes a namespace that nobody else uses. */
  String newNamespace() {
    String name = "a-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  /** What one run of the controller has. */
  ReleaseSession session(String namespace) {
    var readiness =
        new ReadinessWait(
            connection,
            new ReleaseSessions.Strategy.Poller(List.of()),
            () -> false,
            Clock.systemUTC(),
            timer);
    var cluster =
        new ConnectedCluster(
            connection,
            MANAGER,
            new OwnerLabels("helm.toolkit.fluxcd.io", "rel", namespace),
            readiness,
            Parking.none());
    var random = new Random(1);
    return new ReleaseSession(
        TargetCluster.own(connection),
        cluster,
        MANAGER,
        new ChartRenderer(SprigEnvironment.isolated(Clock.systemUTC(), random)),
        Clock.systemUTC());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    client.close();
    controlPlane.close();
  }
}
