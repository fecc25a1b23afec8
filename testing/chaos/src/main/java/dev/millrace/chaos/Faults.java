package dev.millrace.chaos;

import dev.millrace.chaos.Disturbance.Running;
import dev.millrace.chaos.end.EndState;
import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.chaos.proxy.Fault;
import dev.millrace.e2e.process.Controller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Plays the same play under one disturbance after the other, and compares its ends. */
final class Faults {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Ensemble ensemble;
  private final Map<Controller, Integer> writes = new EnumMap<>(Controller.class);
  private final EndState deployed;
  private final EndState removed;
  private final int events;
  private int plays;

  /** Plays undisturbed first, which tells how it ends and how often each controller writes. */
  Faults(Ensemble ensemble) throws InterruptedException {
    this.ensemble = ensemble;
    Play play = nextPlay();
    Map<Controller, Death> counters = new EnumMap<>(Controller.class);
    for (Controller each : Ensemble.CAST) {
      counters.put(each, DeathAtWrite.count(ensemble, each, play.namespace()));
    }
    Spoiled told = Spoiled.begin(ensemble.events(), Integer.MAX_VALUE, UnaryOperator.identity());
    play.perform();
    this.deployed = settled(play);
    play.remove();
    this.removed = settled(play);
    List<String> lost = await(() -> play.notifications().lost(), List::isEmpty);
    if (!lost.isEmpty()) {
      throw new AssertionError("nobody heard of " + lost + " in an undisturbed play");
    }
    this.events = told.hits();
    told.end();
    counters.forEach((controller, counter) -> writes.put(controller, counter.occasions()));
    Ensemble.CAST.forEach(each -> ensemble.proxy(each).play(Fault.NONE));
    play.close();
  }

  /** How often a controller writes in the course of an undisturbed play. */
  int writes(Controller controller) {
    return writes.getOrDefault(controller, 0);
  }

  /** How many events notification-controller is told in the course of an undisturbed play. */
  int events() {
    return events;
  }

  /** Whether the controllers' clocks can be moved here. */
  boolean canMoveClocks() {
    return Ensemble.CAST.stream().allMatch(each -> ensemble.clock(each).isPresent());
  }

  /** What an undisturbed play leaves. */
  EndState deployed() {
    return deployed;
  }

  /** What is left of it after everything was taken away. */
  EndState removed() {
    return removed;
  }

  /** Plays under a disturbance. */
  Outcome under(Disturbance disturbance) throws InterruptedException {
    long begin = System.nanoTime();
    List<String> problems = new ArrayList<>();
    Play play = nextPlay();
    Running running = disturbance.begin(ensemble, play);
    int hits;
    try {
      play.perform();
      problems.addAll(awaitSame(deployed, play));
      play.tellersOfSecrets().forEach(each -> problems.add("a secret is told by " + each));
      play.remove();
      problems.addAll(awaitSame(removed, play));
      await(() -> play.notifications().lost(), List::isEmpty)
          .forEach(each -> problems.add("nobody heard of " + each));
    } catch (AssertionError e) {
      problems.add(String.valueOf(e.getMessage()));
    } finally {
      hits = running.hits();
      running.end();
    }
    play.close();
    return new Outcome(
        disturbance.title(),
        disturbance.subject(),
        hits,
        play.notifications().repeated(),
        problems,
        (System.nanoTime() - begin) / 1_000_000);
  }

  private static List<String> awaitSame(EndState wanted, Play play) throws InterruptedException {
    return await(() -> wanted.differences(play.end()), List::isEmpty);
  }

  /** The end as it is when it does not change any more. */
  private static EndState settled(Play play) throws InterruptedException {
    List<EndState> ends = new ArrayList<>(List.of(play.end()));
    return await(
        () -> {
          ends.add(play.end());
          return ends.getLast();
        },
        last ->
            ends.stream().skip(Math.max(0, ends.size() - 4)).allMatch(last::equals)
                && ends.size() > 4);
  }

  /** What is supplied when it is as wanted, or after a time that only something broken takes. */
  private static <T> T await(Supplier<T> supplier, Predicate<T> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    T last = supplier.get();
    while (!wanted.test(last) && System.nanoTime() < deadline) {
      Thread.sleep(200);
      last = supplier.get();
    }
    return last;
  }

  private Play nextPlay() {
    return new Play(ensemble, "chaos-" + ++plays);
  }
}
