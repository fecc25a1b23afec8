package dev.millrace.chaos;

import dev.millrace.chaos.proxy.ApiRequest;
import dev.millrace.chaos.proxy.Fault;
import dev.millrace.chaos.proxy.Verdict;
import dev.millrace.e2e.process.ControllerProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills a controller at one of its writes in a namespace, and starts it again. */
final class Deaths implements Fault {
  private final ControllerProcess process;
  private final String namespace;
  private final int at;
  private final boolean after;
  private final AtomicInteger writes = new AtomicInteger();
  private final CompletableFuture<Void> back = new CompletableFuture<>();

  /**
   * @param at the number of the write, from one; 0 for none, which only counts
   * @param after whether the API server has done what the controller never hears of
   */
  Deaths(ControllerProcess process, String namespace, int at, boolean after) {
    this.process = process;
    this.namespace = namespace;
    this.at = at;
    this.after = after;
  }

  @Override
  public Verdict judge(ApiRequest request) {
    if (!request.writesIn(namespace) || writes.incrementAndGet() != at) {
      return new Verdict.Forward();
    }
    return after ? new Verdict.InsteadOfAnswer(this::die) : new Verdict.Instead(this::die);
  }

  /** How many writes there were so far. */
  int writes() {
    return writes.get();
  }

  /** Waits until the controller is back, if it died; fails when it did not come back. */
  void settle() {
    if (at > 0 && writes.get() >= at) {
      back.join();
    }
  }

  private void die() {
    try {
      process.kill();
      process.restart();
      process.awaitReady();
      back.complete(null);
    } catch (InterruptedException | RuntimeException e) {
      back.completeExceptionally(e);
    }
  }
}
