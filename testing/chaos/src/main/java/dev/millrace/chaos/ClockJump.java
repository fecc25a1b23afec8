package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.MovableClock;
import dev.millrace.chaos.play.Play;
import dev.millrace.chaos.proxy.Fault;
import dev.millrace.chaos.proxy.Verdict;
import dev.millrace.e2e.process.Controller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The clock of a controller is put forward or back in the middle of the play, and right again after
 * it.
 *
 * @param write at which of its writes in the namespace of the play, from one
 */
record ClockJump(Controller controller, int write, Duration ahead) implements Disturbance {
  @Override
  public String title() {
    return "clock put %s by %d h"
        .formatted(ahead.isNegative() ? "back" : "forward", ahead.abs().toHours());
  }

  @Override
  public String subject() {
    return controller.program();
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) {
    MovableClock clock = ensemble.clock(controller).orElseThrow();
    AtomicInteger writes = new AtomicInteger();
    ensemble
        .proxy(controller)
        .play(
            request -> {
              if (request.writesIn(play.namespace()) && writes.incrementAndGet() == write) {
                move(clock, ahead);
              }
              return new Verdict.Forward();
            });
    return new Running() {
      @Override
      public int hits() {
        return writes.get() >= write ? 1 : 0;
      }

      @Override
      public void end() {
        ensemble.proxy(controller).play(Fault.NONE);
        move(clock, Duration.ZERO);
      }
    };
  }

  private static void move(MovableClock clock, Duration ahead) {
    try {
      clock.move(ahead);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
