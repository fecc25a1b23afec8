package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.Parking;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.cluster.ConnectionLimits;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.controller.helm.live.SharedCluster;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.helm.action.Computing;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.runtime.schedule.SteadyClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The module's API server, on which Helm's actions act as its administrator. */
final class ActionStage implements AutoCloseable {
  private static final String MANAGER = "helm-controller";

  private final LiveCluster live;
  private final ClusterConnection connection;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  private ActionStage(LiveCluster live) {
    this.live = live;
    this.connection =
        ClusterConnection.over(
            live.client(),
            "test/1.0",
            ConnectionLimits.DEFAULT,
            SteadyClock.from(Clock.systemUTC()),
            new Random(1));
  }

  /** Opens the stage for the first test that wants it as a parameter. */
  static final class Provider implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ActionStage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      SharedCluster shared = SharedCluster.of(context);
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(
              ActionStage.class, _ -> new ActionStage(shared.cluster()), ActionStage.class);
    }
  }

  KubernetesClient client() {
    return live.client();
  }

  Path kubeconfig() {
    return live.kubeconfig();
  }

  /** Makes a namespace that nobody else uses. */
  String newNamespace() {
    return live.newNamespace();
  }

  /** What one run of the controller has. */
  ReleaseSession session(String namespace) {
    var secrets = new KnownSecrets();
    var readiness =
        new ReadinessWait(
            connection,
            HealthFeed.none(),
            new ReleaseSessions.Strategy.Poller(List.of()),
            Parking.none(),
            secrets,
            Clock.systemUTC(),
            timer);
    var cluster =
        new ConnectedCluster(
            connection,
            MANAGER,
            new OwnerLabels("helm.toolkit.fluxcd.io", "rel", namespace),
            readiness,
            Parking.none(),
            secrets);
    var random = new Random(1);
    return new ReleaseSession(
        TargetCluster.own(connection),
        cluster,
        MANAGER,
        new ChartRenderer(SprigEnvironment.isolated(Clock.systemUTC(), random)),
        Computing.IN_PLACE,
        secrets,
        Clock.systemUTC());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
