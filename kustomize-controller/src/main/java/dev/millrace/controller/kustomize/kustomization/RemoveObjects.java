package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.PRUNE_FAILED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.apply.Applier;
import dev.millrace.apply.Pruner;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.waves.SyncListener;
import dev.millrace.apply.waves.SyncOutcome;
import dev.millrace.apply.waves.WaveDeletion;
import dev.millrace.apply.waves.WavePruner;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.cluster.target.TargetClusters;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deletes what a Kustomization applied, before it is gone itself (FLUX.md 3.6). */
public final class RemoveObjects {
  private static final String WAIT = "WaitForTermination";

  private final TargetClusters targets;
  private final Appliers appliers;
  private final FindDeletionHooks findHooks;
  private final CheckHealth checkHealth;

  /** Deletes as the identity that applied. */
  public RemoveObjects(
      TargetClusters targets,
      Appliers appliers,
      FindDeletionHooks findHooks,
      CheckHealth checkHealth) {
    this.targets = targets;
    this.appliers = appliers;
    this.findHooks = findHooks;
    this.checkHealth = checkHealth;
  }

  /** Deletes what the deletion policy says; ends the run when that fails. */
  void of(Run<Kustomization, KustomizationStatus> run) throws InterruptedException {
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
      Run<Kustomization, KustomizationStatus> run, TargetCluster target, Inventory inventory)
      throws InterruptedException {
    Kustomization object = run.object();
    Applier applier = appliers.of(target, run::parked);
    Plan done =
        ArgoAnnotations.areHonoured(object)
            ? inWaves(run, target, applier, inventory)
            : told(run, pruner(applier, object).prune(inventory.entries()));
    if (object.spec().deletionPolicy().equals(WAIT)) {
      String problem =
          pruner(applier, object).awaitTermination(done, Timing.timeout(object.spec()));
      if (!problem.isEmpty()) {
        // Flux lets the Kustomization go all the same: its objects are marked for deletion.
        run.tell(
            Notice.error(
                lastReason(object), "failed to wait for resources termination: " + problem));
      }
    }
  }

  private Plan inWaves(
      Run<Kustomization, KustomizationStatus> run,
      TargetCluster target,
      Applier applier,
      Inventory inventory)
      throws InterruptedException {
    Optional<FindDeletionHooks.Hooks> hooks = findHooks.of(run);
    if (hooks.isPresent()) {
      return amongHooks(run, target, hooks.get());
    }
    WavePruner pruner =
        new WavePruner(pruner(applier, run.object()), Timing.timeout(run.object().spec()));
    return told(run, pruner.prune(inventory.entries()));
  }

  private Plan amongHooks(
      Run<Kustomization, KustomizationStatus> run,
      TargetCluster target,
      FindDeletionHooks.Hooks hooks)
      throws InterruptedException {
    WaveDeletion deletion =
        new WaveDeletion(
            appliers.of(target, checkHealth.parking(hooks.task())),
            checkHealth.gate(hooks.task(), target),
            new Teller(run));
    return switch (deletion.delete(ApplyRequests.none(run.object()), hooks.plan())) {
      case SyncOutcome.Synced synced -> synced.changes();
      case SyncOutcome.Failed failed ->
          throw new ReconcileFailure(ApplyInWaves.reason(failed.cause()), failed.message());
    };
  }

  private static Pruner pruner(Applier applier, Kustomization object) {
    return applier.pruner(ApplyRequests.none(object));
  }

  private static Plan told(
      Run<Kustomization, KustomizationStatus> run, Pruner.PruneOutcome outcome) {
    tell(run, outcome.done());
    if (!outcome.isComplete()) {
      throw new ReconcileFailure(PRUNE_FAILED, outcome.message());
    }
    return outcome.done();
  }

  private static void tell(Run<Kustomization, KustomizationStatus> run, Plan changes) {
    if (!changes.isEmpty()) {
      run.tell(Notice.info(lastReason(run.object()), changes.toString()));
    }
  }

  private record Teller(Run<Kustomization, KustomizationStatus> run) implements SyncListener {
    @Override
    public void managed(Inventory inventory) {
      ApplyManifests.note(run, inventory);
    }

    @Override
    public void changed(Plan changes) {
      tell(run, changes);
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
