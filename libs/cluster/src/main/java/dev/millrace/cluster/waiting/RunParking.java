package dev.millrace.cluster.waiting;

import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.apply.Parking;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.runtime.reconcile.Run;
import java.util.concurrent.Callable;

/**
 * Where a run waits: without a worker, and no longer than anybody needs the end of the wait.
 *
 * @param basis what the run is made from; another revision of it makes its waits pointless
 */
public record RunParking<P extends ReconciledObject<S>, S extends ReconciledStatus<S>>(
    Run<P, S> run, Waits.Basis basis, Waits<P> waits) implements Parking {
  @Override
  public <T> T park(Callable<T> wait) throws Exception {
    return run.parked(wait);
  }

  @Override
  public void begins(HealthWait wait) {
    waits.begin(run.object(), basis, wait);
  }
}
