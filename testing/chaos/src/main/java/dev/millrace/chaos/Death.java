package dev.millrace.chaos;

import dev.millrace.e2e.process.ControllerProcess;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills a process at the occasions of some numbers, and starts it again each time. */
final class Death {
  private final ControllerProcess process;
  private final Set<Integer> at;
  private final AtomicInteger occasions = new AtomicInteger();
  private final Queue<CompletableFuture<Void>> returns = new ConcurrentLinkedQueue<>();

  /**
   * @param at the numbers of the occasions, from one; none at all to count only
   */
  Death(ControllerProcess process, List<Integer> at) {
    this.process = process;
    this.at = Set.copyOf(at);
  }

  /** Whether this occasion is one to die at. */
  boolean isDue() {
    return at.contains(occasions.incrementAndGet());
  }

  /** How many occasions there were so far. */
  int occasions() {
    return occasions.get();
  }

  int hits() {
    return returns.size();
  }

  /** Dies and comes back; one death after the other, if two are due at the same time. */
  synchronized void die() {
    CompletableFuture<Void> back = new CompletableFuture<>();
    returns.add(back);
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
    returns.forEach(CompletableFuture::join);
  }
}
