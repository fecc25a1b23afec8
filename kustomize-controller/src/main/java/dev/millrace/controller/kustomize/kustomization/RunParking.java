package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_CANCELED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.apply.Parking;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.util.concurrent.Callable;

/**
 * Where a run waits: without a worker, and no longer than anybody needs the end of the wait.
 *
 * @param basis what the run is made from; another revision of it makes its waits pointless
 */
record RunParking(
    Run<Kustomization, KustomizationStatus> run, Waits.Basis basis, Waits<Kustomization> waits)
    implements Parking {

  @Override
  public <T> T park(Callable<T> wait) throws Exception {
    return run.parked(wait);
  }

  @Override
  public void begins(HealthWait wait) {
    waits.begin(run.object(), basis, wait);
  }

  /** Waits for the end of what has begun; cancels it when the controller stops. */
  WaitOutcome await(HealthWait wait) throws InterruptedException {
    begins(wait);
    try {
      return park(() -> wait.outcome().get());
    } catch (RuntimeException | InterruptedException e) {
      wait.cancel("the controller stops");
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** How a run ends when one of its waits was cancelled; tells of it. */
  ReconcileFailure cancelledBy(String trigger) {
    run.tell(
        Notice.info(
            HEALTH_CHECK_CANCELED.text(),
            "Health checks canceled due to new reconciliation triggered by " + trigger));
    return new ReconcileFailure(
        HEALTH_CHECK_CANCELED, "New reconciliation triggered by " + trigger);
  }
}
