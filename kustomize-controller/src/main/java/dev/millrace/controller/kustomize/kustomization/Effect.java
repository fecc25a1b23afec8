package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.cluster.target.TargetCluster;

/**
 * What a run brought about, as far as the rest of it has to know: while it waits for health, often
 * for long and with many others, it holds neither files nor manifests nor values of variables.
 */
sealed interface Effect extends AutoCloseable {
  /** The cluster that all is in. */
  TargetCluster target();

  /** The wait for health that has begun. */
  CheckHealth.Check check();

  @Override
  default void close() {
    target().close();
  }

  /** Nothing of what was read changed, so nothing was done. */
  record Kept(TargetCluster target, CheckHealth.Check check) implements Effect {}

  /**
   * Everything was applied.
   *
   * @param manifests digest of the manifests, for the history
   * @param changed whether this changed anything
   */
  record Applied(
      TargetCluster target,
      CheckHealth.Check check,
      String manifests,
      boolean changed,
      LastRuns.Basis basis)
      implements Effect {}
}
