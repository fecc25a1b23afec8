package dev.millrace.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.reconcile.ObjectKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Replicas that share objects, and what happens to them, step by step in one thread. */
final class Simulation {
  private static final LeaseTimes TIMES =
      new LeaseTimes(Duration.ofSeconds(35), Duration.ofSeconds(30), Duration.ofSeconds(5));
  private static final List<ObjectKey> OBJECTS =
      IntStream.range(0, 10).mapToObj(i -> new ObjectKey("Widget", "shop", "app-" + i)).toList();
  private static final int MOST_REPLICAS = 5;
  private static final int ROUNDS_TO_SETTLE = 60;

  /** What may happen. */
  enum Act {
    ROUND,
    ROUND_OF_ALL,
    WAIT,
    JOIN,
    KILL,
    LEAVE,
    BEGIN_RUN,
    END_RUN,
    STAND_STILL,
    LOSE_WRITE,
    LOSE_ANSWER,
    DELAY_WRITE,
    LAND_DELAYED_WRITE
  }

  /**
   * Something happens.
   *
   * @param who the replica that it happens to, if it happens to one
   * @param much how long, how many or to which object
   */
  record Step(Act act, int who, int much) {}

  private final Deque<Step> script = new ArrayDeque<>();
  private final List<Replica> replicas = new ArrayList<>();
  private final SharedRegister register = new SharedRegister();
  private long now = 1_000_000;
  private int joined;

  /** Two replicas that have shared the objects for a while. */
  Simulation() {
    join();
    join();
    settle();
  }

  /** Plays steps, looking after each of them. */
  void play(List<Step> steps) {
    script.addAll(steps);
    while (!script.isEmpty()) {
      playNext();
    }
  }

  /** Nothing happens for some time but that one replica joins and those that leave are done. */
  void calmDown() {
    register.forgive();
    register.landAllDelayed();
    replicas.forEach(Replica::endAll);
    replicas.removeIf(Replica::isLeaving);
    join();
    settle();
  }

  /** How many replicas could write each object. */
  List<Long> owners() {
    return OBJECTS.stream()
        .map(object -> replicas.stream().filter(each -> each.couldWrite(object)).count())
        .toList();
  }

  private void playNext() {
    Step step = script.remove();
    switch (step.act()) {
      case ROUND -> one(step).round();
      case ROUND_OF_ALL -> roundOfAll();
      case WAIT -> now += Duration.ofSeconds(step.much() * 4L).toNanos();
      case JOIN -> join();
      case KILL -> kill(step);
      case LEAVE -> one(step).leave();
      case BEGIN_RUN -> one(step).begin(OBJECTS.get(step.much() % OBJECTS.size()));
      case END_RUN -> one(step).end();
      case STAND_STILL -> {}
      case LOSE_WRITE -> register.foretell(SharedRegister.Fate.LOST);
      case LOSE_ANSWER -> register.foretell(SharedRegister.Fate.ANSWER_LOST);
      case DELAY_WRITE -> register.foretell(SharedRegister.Fate.DELAYED);
      case LAND_DELAYED_WRITE -> register.landDelayed();
    }
    checkThatNoObjectHasTwo();
  }

  /** A replica may stand still right before or after a request, while all others go on. */
  private void aroundRequest() {
    Step next = script.peek();
    if (next != null && next.act() == Act.STAND_STILL) {
      script.remove();
      for (int i = 0; i < next.much() && !script.isEmpty(); i++) {
        playNext();
      }
    }
  }

  private Replica one(Step step) {
    return replicas.get(step.who() % replicas.size());
  }

  private void join() {
    if (replicas.size() < MOST_REPLICAS) {
      joined++;
      Register seen = register.seenBy(this::aroundRequest);
      replicas.add(new Replica("replica-" + joined, TIMES, seen, () -> now));
    }
  }

  private void kill(Step step) {
    if (replicas.size() > 1) {
      replicas.remove(one(step));
    }
  }

  private void roundOfAll() {
    now += Duration.ofSeconds(1).toNanos();
    List.copyOf(replicas).forEach(Replica::round);
  }

  private void settle() {
    for (int i = 0; i < ROUNDS_TO_SETTLE; i++) {
      roundOfAll();
      checkThatNoObjectHasTwo();
    }
  }

  private void checkThatNoObjectHasTwo() {
    assertThat(owners()).as("replicas that could write each object").allMatch(count -> count <= 1);
  }
}
