package dev.millrace.cluster.waiting;

import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;

/**
 * A wait for health that ended before its time, because something asks for another run; in Flux's
 * words (FLUX.md 3.6).
 *
 * @param trigger what asks, such as {@code GitRepository/shop/repository}
 */
public record CancelledWait(String trigger) {
  /** What is wrong as long as the other run is not over. */
  public String message() {
    return "New reconciliation triggered by " + trigger;
  }

  /** Tells of it. */
  public void tell(Run<?, ?> run, Reason reason) {
    run.tell(
        Notice.info(
            reason.text(),
            "Health checks canceled due to new reconciliation triggered by " + trigger));
  }

  /** Tells of it; what is returned ends the run. */
  public ReconcileFailure end(Run<?, ?> run, Reason reason) {
    tell(run, reason);
    return new ReconcileFailure(reason, message());
  }
}
