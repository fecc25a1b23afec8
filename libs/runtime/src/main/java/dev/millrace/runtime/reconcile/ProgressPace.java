package dev.millrace.runtime.reconcile;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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
   * Writes after a while.
   *
   * @param timer what it runs is short: writing is left to a thread of its own
   */
  static ProgressPace after(Duration delay, ScheduledExecutorService timer) {
    return write -> {
      Future<?> waiting =
          timer.schedule(
              () -> Thread.startVirtualThread(write), delay.toMillis(), TimeUnit.MILLISECONDS);
      return () -> waiting.cancel(false);
    };
  }
}
