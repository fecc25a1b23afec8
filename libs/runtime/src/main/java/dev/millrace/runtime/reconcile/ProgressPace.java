package dev.millrace.runtime.reconcile;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * When a run's status says that it is under way: most runs are over before anybody could read it,
 * and what nobody reads need not be written.
 */
@FunctionalInterface
public interface ProgressPace {
  /**
   * Writes when it is time, unless it is called off before.
   *
   * @param write may be run in another thread
   * @return calls it off
   */
  Runnable inTime(Runnable write);

  /** Writes at once. */
  static ProgressPace immediate() {
    return write -> {
      write.run();
      return () -> {};
    };
  }

  /**
   * Writes after a while, and when many runs are under way only a few a second: a burst has better
   * things to do than to tell that it is one.
   *
   * @param timer what it runs is short: writing is left to a thread of its own
   */
  static ProgressPace after(Duration delay, ScheduledExecutorService timer) {
    return new UnhurriedPace(delay, timer);
  }
}
