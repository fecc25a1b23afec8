package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.apply.Parking;
import dev.millrace.apply.health.HealthWait;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.runtime.reconcile.Run;
import java.util.concurrent.Callable;

/**
 * Where a run waits: without a worker, and no longer than anybody needs the end of the wait.
 *
 * @param basis the chart that the run releases; another revision of it makes its waits pointless
 */
record RunParking(
    Run<HelmRelease, HelmReleaseStatus> run, Waits.Basis basis, Waits<HelmRelease> waits)
    implements Parking {
  @Override
  public <T> T park(Callable<T> wait) throws Exception {
    return run.parked(wait);
  }

  @Override
  public void begins(HealthWait wait) {
    waits.begin(run.object(), basis, wait);
  }
}
