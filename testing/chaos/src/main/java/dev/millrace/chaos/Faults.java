package dev.millrace.chaos;

import dev.millrace.chaos.play.EndState;
import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.chaos.proxy.ApiRequest;
import dev.millrace.chaos.proxy.Fault;
import dev.millrace.chaos.proxy.Verdict;
import dev.millrace.e2e.process.Controller;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Plays the same play under one fault after the other, and compares its ends. */
final class Faults {
  private final Ensemble ensemble;
  private final EndState undisturbed;
  private final Map<Controller, Integer> writes = new EnumMap<>(Controller.class);
  private int plays;

  /** Plays without a fault first, which tells how it ends and how often each controller writes. */
  Faults(Ensemble ensemble) {
    this.ensemble = ensemble;
    Play play = nextPlay();
    Map<Controller, Deaths> counters = new EnumMap<>(Controller.class);
    for (Controller each : Ensemble.CAST) {
      Deaths counter = new Deaths(ensemble.process(each), play.namespace(), 0, false);
      counters.put(each, counter);
      ensemble.proxy(each).play(counter);
    }
    this.undisturbed = play.perform();
    counters.forEach((controller, counter) -> writes.put(controller, counter.writes()));
    play.clear();
  }

  /** How often a controller writes in the course of an undisturbed play. */
  int writes(Controller controller) {
    return writes.getOrDefault(controller, 0);
  }

  /** A fault of the API server, as one controller sees it. */
  Outcome under(ServerFault fault, Controller controller) {
    Counted counted = new Counted(fault.fault());
    ensemble.proxy(controller).play(counted);
    try {
      return perform(
          new Subject(fault.title(), controller.program()), nextPlay(), () -> {}, counted::hits);
    } finally {
      ensemble.proxy(controller).play(Fault.NONE);
    }
  }

  /** A fault of the server of artifacts, as all controllers see it. */
  Outcome under(ArtifactFault fault) {
    fault.begin(ensemble.artifacts());
    return perform(
        new Subject(fault.title(), "all"),
        nextPlay(),
        () -> {},
        () -> ArtifactFault.TIMES - ensemble.artifacts().left());
  }

  /** A death before or after a write. */
  Outcome death(Controller controller, int write, boolean after) {
    Play play = nextPlay();
    Deaths death = new Deaths(ensemble.process(controller), play.namespace(), write, after);
    Counted counted = new Counted(death);
    ensemble.proxy(controller).play(counted);
    try {
      return perform(
          new Subject(
              "killed %s write %d".formatted(after ? "after" : "before", write),
              controller.program()),
          play,
          death::settle,
          counted::hits);
    } finally {
      ensemble.proxy(controller).play(Fault.NONE);
    }
  }

  /** What happens to whom. */
  private record Subject(String fault, String controller) {}

  private Outcome perform(Subject subject, Play play, Runnable settle, IntSupplier hits) {
    long begin = System.nanoTime();
    String problem;
    try {
      EndState end = play.perform();
      settle.run();
      problem = difference(undisturbed, end);
      play.clear();
    } catch (AssertionError e) {
      problem = String.valueOf(e.getMessage());
    }
    long milliseconds = (System.nanoTime() - begin) / 1_000_000;
    return new Outcome(
        subject.fault(), subject.controller(), hits.getAsInt(), problem, milliseconds);
  }

  /** How often a fault really happened. */
  private record Counted(Fault fault, AtomicInteger count) implements Fault {
    Counted(Fault fault) {
      this(fault, new AtomicInteger());
    }

    @Override
    public Verdict judge(ApiRequest request) {
      Verdict verdict = fault.judge(request);
      if (!(verdict instanceof Verdict.Forward)) {
        count.incrementAndGet();
      }
      return verdict;
    }

    int hits() {
      return count.get();
    }
  }

  private static String difference(EndState wanted, EndState actual) {
    return wanted.equals(actual)
        ? ""
        : "wanted " + wanted.objects() + " and got " + actual.objects();
  }

  private Play nextPlay() {
    return new Play(ensemble, "chaos-" + ++plays);
  }
}
