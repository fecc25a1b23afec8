package dev.millrace.runtime.sharding;

import dev.millrace.runtime.reconcile.Hold;
import dev.millrace.runtime.reconcile.ObjectKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** A replica of a simulated controller. */
final class Replica {
  private final Member member;
  private final ShardGate gate;
  private final Deque<Visit> runs = new ArrayDeque<>();
  private boolean inRound;
  private boolean leaving;

  private record Visit(ObjectKey object, Hold hold) {}

  Replica(String id, LeaseTimes times, Register register, LongSupplier nanoTime) {
    gate = new ShardGate(nanoTime, times.lease().toNanos());
    member = new Member(id, times, register, gate, nanoTime, _ -> {});
  }

  /** A round, unless one is under way: a replica that stands still does nothing else. */
  void round() {
    if (inRound || member.hasLeft()) {
      return;
    }
    inRound = true;
    try {
      member.round();
    } catch (RegisterFailure _) {
      // The next round tries again.
    } finally {
      inRound = false;
      // What an interrupt asks for is up to the steps that end runs.
      Thread.interrupted();
    }
  }

  void leave() {
    leaving = true;
    member.leave();
  }

  boolean isLeaving() {
    return leaving;
  }

  /** Begins a run of an object, if that is this replica's. */
  void begin(ObjectKey object) {
    Hold hold = gate.enter(object);
    if (hold.kind() != Hold.Kind.ELSEWHERE) {
      runs.add(new Visit(object, hold));
    }
  }

  /** Ends the oldest run. */
  void end() {
    Visit oldest = runs.poll();
    if (oldest != null) {
      oldest.hold().close();
    }
  }

  void endAll() {
    while (!runs.isEmpty()) {
      end();
    }
  }

  /** Whether it could change an object right now, in a run under way or a new one. */
  boolean couldWrite(ObjectKey object) {
    if (gate.mayWrite() && runs.stream().anyMatch(run -> run.object().equals(object))) {
      return true;
    }
    try (Hold hold = gate.enter(object)) {
      return hold.kind() != Hold.Kind.ELSEWHERE;
    }
  }
}
