package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_CANCELED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;

/** A wait for health that ended before its time, because something asks for another run. */
final class CancelledWait {
  private CancelledWait() {}

  /** How a run ends when one of its waits was cancelled; tells of it. */
  static ReconcileFailure by(String trigger, Run<Kustomization, KustomizationStatus> run) {
    run.tell(
        Notice.info(
            HEALTH_CHECK_CANCELED.text(),
            "Health checks canceled due to new reconciliation triggered by " + trigger));
    return new ReconcileFailure(
        HEALTH_CHECK_CANCELED, "New reconciliation triggered by " + trigger);
  }
}
