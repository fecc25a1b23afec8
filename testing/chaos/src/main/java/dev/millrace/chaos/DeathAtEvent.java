package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.chaos.proxy.HttpProxy.Interference;
import dev.millrace.chaos.proxy.HttpProxy.Served;
import dev.millrace.chaos.proxy.HttpProxy.Upstream;
import dev.millrace.e2e.process.Controller;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Kills notification-controller when another controller tells it something.
 *
 * @param events their numbers in the play, from one
 * @param after whether it has answered, which the other one never hears of
 */
record DeathAtEvent(List<Integer> events, boolean after) implements Disturbance {
  @Override
  public String title() {
    return "killed %s event%s %s"
        .formatted(
            after ? "after" : "before",
            events.size() == 1 ? "" : "s",
            events.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  @Override
  public String subject() {
    return Controller.NOTIFICATION.program();
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) {
    Death death = new Death(ensemble.process(Controller.NOTIFICATION), events);
    ensemble.events().play(upstream -> serve(death, upstream));
    return new Running() {
      @Override
      public int hits() {
        return death.hits();
      }

      @Override
      public void end() {
        ensemble.events().play(Interference.NONE);
        death.settle();
      }
    };
  }

  private Optional<Served> serve(Death death, Upstream upstream)
      throws IOException, InterruptedException {
    if (!death.isDue()) {
      return Optional.of(upstream.ask());
    }
    if (after) {
      upstream.ask();
    }
    death.die();
    return Optional.empty();
  }
}
