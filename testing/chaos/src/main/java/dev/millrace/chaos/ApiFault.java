package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.e2e.process.Controller;

/** A fault of the API server, as one controller sees it. */
record ApiFault(ServerFault fault, Controller controller) implements Disturbance {
  @Override
  public String title() {
    return fault.title();
  }

  @Override
  public String subject() {
    return controller.program();
  }

  @Override
  public Running begin(Ensemble ensemble, Play play) {
    Counted counted = Counted.begin(ensemble.proxy(controller), fault.fault());
    ensemble.proxy(controller).cutWatches();
    return counted;
  }
}
