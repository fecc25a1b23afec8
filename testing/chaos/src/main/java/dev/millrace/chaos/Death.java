package dev.millrace.chaos;

import dev.millrace.e2e.process.ControllerProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills a process at the occasion of a number, once, and starts it again. */
final class Death {
  private final ControllerProcess process;
  private final int at;
  private final AtomicInteger occasions = new AtomicInteger();
  private final CompletableFuture<Void> back = new CompletableFuture<>();

  /**
   * @param at the number of the occasion, from one; 0 for none, which only counts
   */
  Death(ControllerProcess process, int at) {
    this.process = process;
    this.at = at;
  }

  /** Whether this occasion is the one. */
  boolean isDue() {
    return occasions.incrementAndGet() == at;
  }

  /** How many occasions there were so far. */
  int occasions() {
    return occasions.get();
  }

  int hits() {
    return at > 0 && occasions() >= at ? 1 : 0;
  }

  void die() {
    try {
      process.kill();
      process.restart();
      process.awaitReady();
      back.complete(null);
    } catch (InterruptedException | RuntimeException e) {
      back.completeExceptionally(e);
    }
  }

  /** Waits until the process is back, if it died; fails when it did not come back. */
  void settle() {
    if (hits() > 0) {
      back.join();
    }
  }
}
