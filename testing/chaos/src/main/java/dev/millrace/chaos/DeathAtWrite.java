package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.chaos.proxy.ApiRequest;
import dev.millrace.chaos.proxy.Fault;
import dev.millrace.chaos.proxy.Verdict;
import dev.millrace.e2e.process.Controller;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Kills a controller at some of its writes in the namespace of the play.
 *
 * @param writes their numbers, from one; what is written again counts again
 * @param after whether the API server has done what the controller never hears of
 */
record DeathAtWrite(Controller controller, List<Integer> writes, boolean after)
    implements Disturbance {
  /** Dies once. */
  DeathAtWrite(Controller controller, int write, boolean after) {
    this(controller, List.of(write), after);
  }

  @Override
  public String title() {
    return "killed %s write%s %s"
        .formatted(
            after ? "after" : "before",
            writes.size() == 1 ? "" : "s",
            writes.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  @Override
  public String subject() {
    return controller.program();
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) {
    Death death = new Death(ensemble.process(controller), writes);
    ensemble.proxy(controller).play(request -> judge(death, play.namespace(), request));
    return new Running() {
      @Override
      public int hits() {
        return death.hits();
      }

      @Override
      public void end() {
        ensemble.proxy(controller).play(Fault.NONE);
        death.settle();
      }
    };
  }

  /** Counts the writes of a controller that lives. */
  static Death count(Ensemble ensemble, Controller controller, String namespace) {
    Death none = new Death(ensemble.process(controller), List.of());
    DeathAtWrite never = new DeathAtWrite(controller, List.of(), false);
    ensemble.proxy(controller).play(request -> never.judge(none, namespace, request));
    return none;
  }

  private Verdict judge(Death death, String namespace, ApiRequest request) {
    if (!request.writesIn(namespace) || !death.isDue()) {
      return new Verdict.Forward();
    }
    return after ? new Verdict.InsteadOfAnswer(death::die) : new Verdict.Instead(death::die);
  }
}
