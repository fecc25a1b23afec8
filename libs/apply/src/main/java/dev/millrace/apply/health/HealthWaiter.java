package dev.millrace.apply.health;

import dev.millrace.apply.cluster.Cluster;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Waits for objects without asking again and again: it parks on watches. Only where the identity
 * may read but not watch are objects read every few seconds.
 */
public final class HealthWaiter {

  private final Cluster cluster;
  private final HealthFeed feed;
  private final HealthRules rules;
  private final Clock clock;
  private final ScheduledExecutorService timer;

  /**
   * Makes a waiter.
   *
   * @param feed watches that are open anyway; {@link HealthFeed#none()} if there are none
   * @param timer runs time-outs; what it runs is short and does not block
   */
  public HealthWaiter(
      Cluster cluster,
      HealthFeed feed,
      HealthRules rules,
      Clock clock,
      ScheduledExecutorService timer) {
    this.cluster = cluster;
    this.feed = feed;
    this.rules = rules;
    this.clock = clock;
    this.timer = timer;
  }

  /** Starts to wait; the wait may be over at once. */
  public HealthWait start(Collection<HealthTarget> targets, WaitOptions options) {
    List<WatchedObject> objects =
        targets.stream().map(target -> new WatchedObject(target, cluster, feed, rules)).toList();
    WatchedHealth wait = new WatchedHealth(objects, clock, timer, options);
    wait.begin();
    return wait;
  }
}
