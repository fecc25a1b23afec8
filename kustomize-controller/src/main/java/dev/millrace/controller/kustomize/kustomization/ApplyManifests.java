package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_CANCELED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.PRUNE_FAILED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.Pruner;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.plan.Plan;
import dev.millrace.cluster.target.TargetCluster;
import dev.millrace.cluster.waiting.CancelledWait;
import dev.millrace.cluster.waiting.RunParking;
import dev.millrace.controller.kustomize.drift.DriftNote;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.util.List;

/** Applies what was built and deletes what is built no longer (FLUX.md 3.3, 3.6). */
public final class ApplyManifests {
  private static final String DRIFT = "DriftDetected";

  private final Appliers appliers;
  private final DriftWatch drift;

  /** Applies with these appliers and watches what they applied. */
  public ApplyManifests(Appliers appliers, DriftWatch drift) {
    this.appliers = appliers;
    this.drift = drift;
  }

  /**
   * What the cluster has now.
   *
   * @param applied what applying did and left
   * @param changes what applying and pruning changed
   * @param managed what is managed now: what was applied, and hooks that are still there
   */
  record Applied(ApplyOutcome.Applied applied, Plan changes, Inventory managed) {
    boolean isChange() {
      return !changes.isEmpty();
    }

    /** What the next runs have to know of it. */
    LastRuns.Basis basis(Variables variables, Manifests manifests) {
      return new LastRuns.Basis(
          variables.digest(), manifests.inputs(), applied.inventory(), managed, applied.digests());
    }
  }

  /**
   * Applies and prunes; the status tells of everything that was done, however it ends.
   *
   * @param thorough whether every object is compared by a dry run, not only those that seem to
   *     differ
   * @param health where the run waits for stages, and for waves of Argo CD
   */
  Applied to(
      TargetCluster target, Task task, Manifests manifests, boolean thorough, CheckHealth health)
      throws InterruptedException {
    Run<Kustomization, KustomizationStatus> run = task.run();
    RunParking<Kustomization, KustomizationStatus> parking = health.parking(task);
    Kustomization object = task.object();
    boolean inWaves = ArgoAnnotations.areHonoured(object);
    List<DriftNote> drifts =
        drift.attend(object).stream()
            .map(note -> note.masked(manifests.mask(note.drift().ref())))
            .toList();
    run.drift(drifts.size(), 0);
    Applier applier = appliers.of(target, parking);
    ApplyRequest request = ApplyRequests.of(object, manifests, thorough);
    Applied applied =
        inWaves
            ? new ApplyInWaves(task, manifests, health.gate(task, target))
                .with(applier, request, drifts)
            : atOnce(applier, request, parking, drifts);
    run.drift(0, reverted(drifts, applied.changes()).size());
    observe(target, object, applied.applied(), request.ignored());
    return applied;
  }

  private static Applied atOnce(
      Applier applier,
      ApplyRequest request,
      RunParking<Kustomization, KustomizationStatus> parking,
      List<DriftNote> drifts) {
    Run<Kustomization, KustomizationStatus> run = parking.run();
    ApplyOutcome.Applied applied = apply(applier, request, parking, drifts);
    note(run, applied.inventory());
    tell(run, applied.done(), drifts);
    Plan pruned =
        run.object().spec().prune()
            ? prune(applier.pruner(request), applied, run)
            : new Plan(List.of());
    return new Applied(applied, applied.done().then(pruned), applied.inventory());
  }

  private static ApplyOutcome.Applied apply(
      Applier applier,
      ApplyRequest request,
      RunParking<Kustomization, KustomizationStatus> parking,
      List<DriftNote> drifts) {
    return switch (applier.apply(request)) {
      case ApplyOutcome.Applied applied -> applied;
      case ApplyOutcome.Cancelled cancelled -> {
        note(parking.run(), cancelled.inventory());
        tell(parking.run(), cancelled.done(), drifts);
        throw new CancelledWait(cancelled.reason()).end(parking.run(), HEALTH_CHECK_CANCELED);
      }
      case ApplyOutcome.Failed failed -> {
        note(parking.run(), failed.inventory());
        tellReverted(parking.run(), failed.done(), drifts);
        throw new ReconcileFailure(RECONCILIATION_FAILED, failed.describe());
      }
    };
  }

  private static Plan prune(
      Pruner pruner, ApplyOutcome.Applied applied, Run<Kustomization, KustomizationStatus> run) {
    if (applied.stale().isEmpty()) {
      return new Plan(List.of());
    }
    note(run, applied.inventory().plus(applied.stale()));
    Pruner.PruneOutcome outcome = pruner.prune(applied.stale());
    note(run, applied.inventory().plus(outcome.survivors()));
    tell(run, outcome.done());
    if (!outcome.isComplete()) {
      throw new ReconcileFailure(PRUNE_FAILED, outcome.message());
    }
    return outcome.done();
  }

  private void observe(
      TargetCluster target,
      Kustomization object,
      ApplyOutcome.Applied applied,
      IgnoreRules ignored) {
    if (target.isOwn()) {
      drift.observe(object, applied, ignored);
    } else {
      drift.forget(object);
    }
  }

  static void note(Run<Kustomization, KustomizationStatus> run, Inventory inventory) {
    run.update(status -> status.toBuilder().inventory(Inventories.toStatus(inventory)).build());
  }

  /** Tells what was changed, and first of it, by whom it had been changed before. */
  static void tell(
      Run<Kustomization, KustomizationStatus> run, Plan changes, List<DriftNote> drifts) {
    tellReverted(run, changes, drifts);
    tell(run, changes);
  }

  private static void tellReverted(
      Run<Kustomization, KustomizationStatus> run, Plan changes, List<DriftNote> drifts) {
    reverted(drifts, changes).forEach(each -> run.tell(Notice.info(DRIFT, each.text())));
  }

  /** Of drift that was noted, others may have undone some, or the source wants it now. */
  private static List<DriftNote> reverted(List<DriftNote> drifts, Plan changes) {
    return drifts.stream().filter(each -> each.isRevertedBy(changes)).toList();
  }

  private static void tell(Run<Kustomization, KustomizationStatus> run, Plan changes) {
    if (!changes.isEmpty()) {
      run.tell(Notice.info("Progressing", changes.toString()));
    }
  }
}
