package dev.millrace.apply.health;

import dev.millrace.apply.cluster.Cluster;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * Waits for objects without asking again and again: it parks on watches. Only where the identity
 * may read but not watch are objects read every few seconds.
 */
public final class HealthWaiter {

  private final Cluster cluster;
  private final HealthFeed feed;
  private final HealthRules rules;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanoTime;

  /**
   * Makes a waiter.
   *
   * @param feed watches that are open anyway; {@link HealthFeed#none()} if there are none
   * @param timer runs time-outs; what it runs is short and does not block
   */
  public HealthWaiter(
      Cluster cluster, HealthFeed feed, HealthRules rules, ScheduledExecutorService timer) {
    this(cluster, feed, rules, timer, System::nanoTime);
  }

  /** Measures waits with another clock that never goes back. */
  HealthWaiter(
      Cluster cluster,
      HealthFeed feed,
      HealthRules rules,
      ScheduledExecutorService timer,
      LongSupplier nanoTime) {
    this.cluster = cluster;
    this.feed = feed;
    this.rules = rules;
    this.timer = timer;
    this.nanoTime = nanoTime;
  }

  /** Starts to wait; the wait may be over at once. */
  public HealthWait start(Collection<HealthTarget> targets, WaitOptions options) {
    List<AwaitedObject> objects =
        targets.stream().map(target -> new AwaitedObject(target, cluster, feed, rules)).toList();
    WatchedHealth wait = new WatchedHealth(objects, timer, nanoTime, options);
    wait.begin();
    return wait;
  }
}
