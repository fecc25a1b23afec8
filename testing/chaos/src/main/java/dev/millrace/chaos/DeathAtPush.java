package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.e2e.process.Controller;
import java.util.List;

/**
 * Kills image-automation-controller when it pushes.
 *
 * @param after whether the branch has moved, which the controller never hears of
 */
record DeathAtPush(boolean after) implements Disturbance {
  @Override
  public String title() {
    return "killed %s its push".formatted(after ? "after" : "before");
  }

  @Override
  public String subject() {
    return Controller.IMAGE_AUTOMATION.program();
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) {
    Death death = new Death(ensemble.process(Controller.IMAGE_AUTOMATION), List.of(1));
    Runnable dieOnce =
        () -> {
          if (death.isDue()) {
            death.die();
          }
        };
    if (after) {
      play.remote().pushes().afterNext(dieOnce);
    } else {
      play.remote().pushes().beforeNext(dieOnce);
    }
    return new Running() {
      @Override
      public int hits() {
        return death.hits();
      }

      @Override
      public void end() {
        death.settle();
      }
    };
  }
}
