package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.cluster.RefusedKubeConfig;
import dev.millrace.controller.kustomize.target.TargetCluster;
import dev.millrace.controller.kustomize.target.TargetClusters;
import dev.millrace.runtime.outcome.ReconcileFailure;

/** Connects to the cluster of a Kustomization as its identity. */
final class Connecting {
  private Connecting() {}

  /** The connection; ends the run when there can be none. */
  static TargetCluster to(TargetClusters targets, Kustomization object) {
    try {
      return targets.connect(object);
    } catch (RefusedKubeConfig | IllegalArgumentException e) {
      throw new ReconcileFailure(
          RECONCILIATION_FAILED, "failed to connect to the target cluster: " + e.getMessage(), e);
    }
  }
}
