package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.Parking;
import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.cluster.Identity;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** Makes what applies to a cluster and what waits for its objects. */
public final class Appliers {
  private final ApplySettings settings;
  private final DriftWatch drift;
  private final Clock clock;
  private final ScheduledExecutorService timer;
  private final Normalization normalization = new Normalization();

  /**
   * Everything applies with the same settings.
   *
   * @param timer ends waits; what it runs is short
   */
  public Appliers(
      ApplySettings settings, DriftWatch drift, Clock clock, ScheduledExecutorService timer) {
    this.settings = settings;
    this.drift = drift;
    this.clock = clock;
    this.timer = timer;
  }

  /**
   * Applies to a cluster; only the own one is watched.
   *
   * @param parking waits without holding a worker
   */
  Applier of(TargetCluster target, Parking parking) {
    LiveView view = target.isOwn() ? drift.view() : LiveView.blind();
    return new Applier(target.cluster(), view, settings, normalization, waiter(target, List.of()))
        .parkedBy(parking);
  }

  /** Whether an object of the own cluster says that nobody is to care how it is. */
  boolean isLeftAlone(InventoryEntry object) {
    return drift.isLeftAlone(object);
  }

  /** Waits for objects of a cluster. */
  HealthWaiter waiter(TargetCluster target, List<HealthExpressions> rules) {
    return new HealthWaiter(target.cluster(), feed(target), new HealthRules(clock, rules), timer);
  }

  /** The watches of this controller show what it may see, and a tenant may not. */
  private HealthFeed feed(TargetCluster target) {
    if (!target.isOwn()) {
      return HealthFeed.none();
    }
    boolean isItself = target.cluster().identity() instanceof Identity.Own;
    return isItself ? drift.view() : drift.view().ofSeenObjects();
  }

  /**
   * Waits for hooks, pods among them until they end. It watches them itself: the common watch may
   * still show an earlier hook of the same name.
   */
  HealthWaiter hookWaiter(TargetCluster target, List<HealthExpressions> rules) {
    HealthRules withPods = new HealthRules(clock, rules).withPodsToComplete();
    return new HealthWaiter(target.cluster(), HealthFeed.none(), withPods, timer);
  }
}
