package dev.millrace.controller.helm.cluster;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.helm.render.ChartRenderer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** Opens sessions on the clusters of HelmReleases. */
public final class ReleaseSessions {
  private final TargetClusters targets;
  private final String manager;
  private final ChartRenderer renderer;
  private final Clock clock;
  private final ScheduledExecutorService timer;

  /**
   * @param manager the field manager
   * @param timer ends waits; what it runs is short
   */
  public ReleaseSessions(
      TargetClusters targets,
      String manager,
      ChartRenderer renderer,
      Clock clock,
      ScheduledExecutorService timer) {
    this.targets = targets;
    this.manager = manager;
    this.renderer = renderer;
    this.clock = clock;
    this.timer = timer;
  }

  /**
   * How waits behave.
   *
   * @param rules of the user, for kinds
   * @param parking waits without holding a slot
   * @param cancelled whether nobody wants the result of a wait any more
   */
  public record Waiting(
      List<HealthExpressions> rules, Parking parking, BooleanSupplier cancelled) {}

  /** Whether the identity and the cluster of an object can still be found. */
  public boolean canActFor(HelmRelease object) {
    return targets.canActFor(object);
  }

  /**
   * Opens a session.
   *
   * @param origin leads from objects back to their HelmRelease
   * @throws dev.millrace.cluster.RefusedKubeConfig if the kubeconfig asks for what is not allowed
   * @throws IllegalArgumentException if it is missing; the message says what to do
   */
  public ReleaseSession open(HelmRelease object, OwnerLabels origin, Waiting waiting) {
    TargetCluster target = targets.connect(object);
    ReadinessWait readiness =
        new ReadinessWait(target.cluster(), waiting.rules(), waiting.cancelled(), clock, timer);
    ConnectedCluster cluster =
        new ConnectedCluster(target.cluster(), manager, origin, readiness, waiting.parking());
    return new ReleaseSession(target, cluster, manager, renderer, clock);
  }
}
