package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.chaos.play.Replica;
import dev.millrace.chaos.proxy.ApiRequest;
import dev.millrace.chaos.proxy.Verdict;
import dev.millrace.e2e.process.Controller;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Of two replicas, the leader stands still in the middle of a write until the other one leads and
 * writes; then its write arrives after all, and it goes on as if nothing had happened.
 *
 * @param write the number of the write in the namespace of the play, from one
 */
record PausedLeader(Controller controller, int write) implements Disturbance {
  private static final int NEWS_WITHIN_SECONDS = 60;

  @Override
  public String title() {
    return "leader that stands still at write %d, which arrives late".formatted(write);
  }

  @Override
  public String subject() {
    return controller.program();
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) throws InterruptedException {
    List<Replica> replicas = ensemble.replicas(controller, 2);
    Election election = new Election(write);
    for (Replica each : replicas) {
      each.proxy().play(request -> election.judge(each, play.namespace(), request));
    }
    return new Running() {
      @Override
      public int hits() {
        return election.succeeded() ? 1 : 0;
      }

      @Override
      public void end() throws InterruptedException {
        ensemble.alone(controller, replicas);
      }
    };
  }

  /** Who wrote, and who stands still. */
  private static final class Election {
    private final int at;
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicReference<Replica> paused = new AtomicReference<>();
    private final CountDownLatch successor = new CountDownLatch(1);

    Election(int at) {
      this.at = at;
    }

    Verdict judge(Replica replica, String namespace, ApiRequest request) {
      if (!request.writesIn(namespace)) {
        return new Verdict.Forward();
      }
      if (paused.get() != null) {
        if (!replica.equals(paused.get())) {
          successor.countDown();
        }
        return new Verdict.Forward();
      }
      return writes.incrementAndGet() == at
          ? new Verdict.After(() -> standStill(replica))
          : new Verdict.Forward();
    }

    boolean succeeded() {
      return successor.getCount() == 0;
    }

    private void standStill(Replica replica) {
      try {
        paused.set(replica);
        replica.process().pause();
        try {
          successor.await(NEWS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } finally {
          replica.process().resume();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
