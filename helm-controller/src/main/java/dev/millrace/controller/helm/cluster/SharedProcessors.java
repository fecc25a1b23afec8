package dev.millrace.controller.helm.cluster;

import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.Computing;
import dev.millrace.runtime.reconcile.CpuPool;

/**
 * Computes on the threads that all releases share, in turn with those of other namespaces: a chart
 * that renders for as long as it may keeps no other release, wait or lease from going on.
 *
 * @param namespace of the HelmRelease
 */
record SharedProcessors(CpuPool pool, String namespace) implements Computing {
  @Override
  public <T> T call(Work<T> work) throws ActionException {
    try {
      return pool.call(namespace, work::call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActionException(
          ActionException.Reason.RENDER, "rendering was interrupted: the controller stops", e);
    }
  }
}
