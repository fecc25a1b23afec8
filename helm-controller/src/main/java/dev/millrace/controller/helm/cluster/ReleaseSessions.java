package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.Parking;
import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.runtime.reconcile.CpuPool;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** Opens sessions on clusters that releases are made in. */
public final class ReleaseSessions implements AutoCloseable {
  private static final String OWNED = "helm.toolkit.fluxcd.io/name";

  private final String manager;
  private final ChartRenderer renderer;
  private final CpuPool pool;
  private final Clock clock;
  private final ScheduledExecutorService timer;
  private final SharedWatches watches;

  /**
   * @param manager the field manager
   * @param pool where charts are rendered
   * @param timer ends waits; what it runs is short
   */
  public ReleaseSessions(
      String manager,
      ChartRenderer renderer,
      CpuPool pool,
      Clock clock,
      ScheduledExecutorService timer) {
    this.manager = manager;
    this.renderer = renderer;
    this.pool = pool;
    this.clock = clock;
    this.timer = timer;
    this.watches = new SharedWatches(OWNED, timer);
  }

  /**
   * How waits behave.
   *
   * @param parking waits without holding a slot, and ends waits that nobody needs any more
   */
  public record Waiting(Strategy strategy, Parking parking) {}

  /** What counts as ready: {@code spec.waitStrategy}. */
  public sealed interface Strategy {
    /**
     * What kstatus says, for all kinds.
     *
     * @param rules of the user, for kinds
     */
    record Poller(List<HealthExpressions> rules) implements Strategy {
      /** Copies the list. */
      public Poller {
        rules = List.copyOf(rules);
      }
    }

    /** What Helm 3 says. */
    record Legacy() implements Strategy {}
  }

  /**
   * Opens a session, which closes the connection.
   *
   * @param origin leads from objects back to their HelmRelease
   */
  public ReleaseSession open(TargetCluster target, OwnerLabels origin, Waiting waiting) {
    KnownSecrets secrets = new KnownSecrets();
    ReadinessWait readiness =
        new ReadinessWait(
            target.cluster(),
            feed(target),
            waiting.strategy(),
            waiting.parking(),
            secrets,
            clock,
            timer);
    ConnectedCluster cluster =
        new ConnectedCluster(
            target.cluster(), manager, origin, readiness, waiting.parking(), secrets);
    return new ReleaseSession(
        target,
        cluster,
        manager,
        renderer,
        new SharedProcessors(pool, origin.namespace()),
        secrets,
        clock);
  }

  /** Connections to other clusters end with a run, and so do the watches on them. */
  private HealthFeed feed(TargetCluster target) {
    return target.isOwn()
        ? watches.of(target.cluster().identity(), target.cluster())
        : HealthFeed.none();
  }

  /** Ends what sessions share. */
  @Override
  public void close() {
    watches.close();
  }
}
