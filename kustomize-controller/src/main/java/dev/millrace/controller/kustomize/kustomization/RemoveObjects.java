package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.PRUNE_FAILED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.apply.Pruner;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.waves.WavePruner;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.util.stream.Collectors;

/** Deletes what a Kustomization applied, before it is gone itself (FLUX.md 3.6). */
public final class RemoveObjects {
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
    lastRevision(run);
    if (!targets.hasAccount(References.destination(object))) {
      run.tell(Notice.error(lastReason(object), "unable to prune objects:\n" + lines(inventory)));
      return;
    }
    try (TargetCluster target =
        targets.connect(References.destination(object), RECONCILIATION_FAILED)) {
      remove(run, target, inventory);
    }
  }

  private void remove(
      Run<Kustomization, KustomizationStatus> run, TargetCluster target, Inventory inventory) {
    Kustomization object = run.object();
    Pruner pruner = appliers.of(target, run::parked).pruner(ApplyRequests.none(object));
    Pruner.PruneOutcome outcome =
        ArgoAnnotations.areHonoured(object)
            ? new WavePruner(pruner, Timing.timeout(object.spec())).prune(inventory.entries())
            : pruner.prune(inventory.entries());
    if (!outcome.done().isEmpty()) {
      run.tell(Notice.info(lastReason(object), outcome.done().toString()));
    }
    if (!outcome.isComplete()) {
      throw new ReconcileFailure(PRUNE_FAILED, outcome.message());
    }
    if (object.spec().deletionPolicy().equals(WAIT)) {
      String problem = pruner.awaitTermination(outcome.done(), Timing.timeout(object.spec()));
      if (!problem.isEmpty()) {
        // Flux lets the Kustomization go all the same: its objects are marked for deletion.
        run.tell(
            Notice.error(
                lastReason(object), "failed to wait for resources termination: " + problem));
      }
    }
  }

  private static void lastRevision(Run<Kustomization, KustomizationStatus> run) {
    KustomizationStatus status = run.object().status();
    if (status.lastAppliedRevision() != null) {
      run.fact(Notice.REVISION, status.lastAppliedRevision());
    }
    if (status.lastAppliedOriginRevision() != null) {
      run.fact(Notice.ORIGIN_REVISION, status.lastAppliedOriginRevision());
    }
  }

  /** Events about a deletion carry the reason of the last run, as those of Flux do. */
  private static String lastReason(Kustomization object) {
    return Conditions.find(object.status().conditions(), ConditionType.READY)
        .map(Condition::reason)
        .orElse("info");
  }

  private static String lines(Inventory inventory) {
    return inventory.entries().stream()
        .map(entry -> entry.ref().toString())
        .collect(Collectors.joining("\n"));
  }

  private static boolean deletes(KustomizationSpec spec) {
    return switch (spec.deletionPolicy()) {
      case "Orphan" -> false;
      case "Delete", WAIT -> true;
      default -> spec.prune();
    };
  }
}
