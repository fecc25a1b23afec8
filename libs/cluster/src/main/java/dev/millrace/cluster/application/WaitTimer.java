package dev.millrace.cluster.application;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Ends waits.
 *
 * @param executor what it runs is short
 */
public record WaitTimer(ScheduledExecutorService executor) implements AutoCloseable {
  /** Starts one of its own thread. */
  public static WaitTimer start() {
    return new WaitTimer(
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("timer").daemon(true).factory()));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
