package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.PRUNE_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.Pruner;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.controller.kustomize.target.TargetCluster;
import dev.millrace.controller.kustomize.target.TargetClusters;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what a Kustomization applied, before it is gone itself (FLUX.md 3.6). */
public final class RemoveObjects {
  private static final Logger LOG = LoggerFactory.getLogger(RemoveObjects.class);
  private static final String WAIT = "WaitForTermination";

  private final TargetClusters targets;
  private final Appliers appliers;

  /** Deletes as the identity that applied. */
  public RemoveObjects(TargetClusters targets, Appliers appliers) {
    this.targets = targets;
    this.appliers = appliers;
  }

  /** Deletes what the deletion policy says; ends the run when that fails. */
  void of(Run<Kustomization, KustomizationStatus> run) {
    Kustomization object = run.object();
    Inventory inventory = Inventories.of(object.status());
    if (object.suspended() || inventory.isEmpty() || !deletes(object.spec())) {
      return;
    }
    if (!targets.canActFor(object)) {
      LOG.warn("the service account is gone; what it applied stays");
      return;
    }
    try (TargetCluster target = Connecting.to(targets, object)) {
      remove(run, target, inventory);
    }
  }

  private void remove(
      Run<Kustomization, KustomizationStatus> run, TargetCluster target, Inventory inventory) {
    ApplyRequest request = ApplyRequests.none(run.object());
    Pruner pruner = appliers.of(target).pruner(request);
    Pruner.PruneOutcome outcome = pruner.prune(inventory.entries());
    if (!outcome.done().isEmpty()) {
      run.tell(Notice.info("Progressing", outcome.done().toString()));
    }
    if (!outcome.isComplete()) {
      throw new ReconcileFailure(PRUNE_FAILED, outcome.message());
    }
    if (run.object().spec().deletionPolicy().equals(WAIT)) {
      String problem = pruner.awaitTermination(outcome.done(), Timing.timeout(run.object().spec()));
      if (!problem.isEmpty()) {
        throw new ReconcileFailure(PRUNE_FAILED, problem);
      }
    }
  }

  private static boolean deletes(KustomizationSpec spec) {
    return switch (spec.deletionPolicy()) {
      case "Orphan" -> false;
      case "Delete", WAIT -> true;
      default -> spec.prune();
    };
  }
}
