package dev.millrace.chaos;

import dev.millrace.chaos.play.Ensemble;
import dev.millrace.chaos.play.Play;
import dev.millrace.e2e.process.Controller;
import dev.millrace.e2e.process.ControllerProcess;

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
  public Running begin(Ensemble ensemble, Play play) throws InterruptedException {
    Counted counted = Counted.begin(ensemble.proxy(controller), fault.fault());
    if (fault == ServerFault.EXPIRED_PAGES) {
      beginAnew(ensemble.process(controller));
    }
    ensemble.proxy(controller).cutWatches();
    return counted;
  }

  /** Whoever watches already asks for no list. */
  private static void beginAnew(ControllerProcess process) throws InterruptedException {
    process.stop();
    process.restart();
    process.awaitReady();
  }
}
