package dev.millrace.controller.kustomize.kustomization;

import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.HEALTH_CHECK_FAILED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.PRUNE_FAILED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_FAILED;
import static dev.millrace.controller.kustomize.kustomization.KustomizationReason.RECONCILIATION_SUCCEEDED;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.waves.HealthGate;
import dev.millrace.apply.waves.SyncListener;
import dev.millrace.apply.waves.SyncOutcome;
import dev.millrace.apply.waves.SyncPlan;
import dev.millrace.apply.waves.SyncRun;
import dev.millrace.apply.waves.WaveSync;
import dev.millrace.controller.kustomize.drift.DriftNote;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import java.util.List;

/**
 * Applies in the phases and waves of Argo CD. Hooks run once for each set of manifests until it is
 * applied, and when somebody asks for a run; reverting drift runs none, as in Argo CD.
 */
final class ApplyInWaves {
  private final Task task;
  private final Run<Kustomization, KustomizationStatus> run;
  private final Manifests manifests;
  private final HealthGate health;

  ApplyInWaves(Task task, Manifests manifests, HealthGate health) {
    this.task = task;
    this.run = task.run();
    this.manifests = manifests;
    this.health = health;
  }

  ApplyManifests.Applied with(Applier applier, ApplyRequest request, List<DriftNote> drifts)
      throws InterruptedException {
    SyncPlan plan = plan();
    WaveSync sync = new WaveSync(applier, health, new Teller(drifts));
    boolean prune = run.object().spec().prune();
    return switch (sync.sync(request, plan, prune)) {
      case SyncOutcome.Synced synced ->
          new ApplyManifests.Applied(synced.applied(), synced.changes(), synced.inventory());
      case SyncOutcome.Failed failed ->
          throw new ReconcileFailure(reason(failed.cause()), failed.message());
    };
  }

  private SyncPlan plan() {
    SyncPlan plan = SyncPlan.of(manifests.desired(), sync());
    if (!isNews()) {
      return plan.withoutHooks();
    }
    plan.objections()
        .forEach(text -> run.tell(Notice.info(GeneralReason.PROGRESSING.text(), text)));
    return plan;
  }

  /** The same until a run has ended, which the history then tells. */
  private SyncRun sync() {
    String lastEnd =
        run.object().status().history().stream()
            .findFirst()
            .map(last -> "%s %d".formatted(last.lastReconciled(), last.totalReconciliations()))
            .orElse("");
    String id = String.join(" ", manifests.digest(), run.requestedAt().orElse(""), lastEnd);
    return new SyncRun(task.source().revision(), id);
  }

  private boolean isNews() {
    return run.requestedAt().isPresent()
        || run.object().status().history().stream()
            .findFirst()
            .filter(last -> last.digest().equals(manifests.digest()))
            .filter(last -> last.lastReconciledStatus().equals(RECONCILIATION_SUCCEEDED.text()))
            .isEmpty();
  }

  static KustomizationReason reason(SyncOutcome.Cause cause) {
    return switch (cause) {
      case APPLY -> RECONCILIATION_FAILED;
      case HEALTH -> HEALTH_CHECK_FAILED;
      case PRUNE -> PRUNE_FAILED;
    };
  }

  private final class Teller implements SyncListener {
    private final List<DriftNote> drifts;

    Teller(List<DriftNote> drifts) {
      this.drifts = drifts;
    }

    @Override
    public void managed(Inventory inventory) {
      ApplyManifests.note(run, inventory);
    }

    @Override
    public void changed(Plan changes) {
      ApplyManifests.tell(run, changes, drifts);
    }
  }
}
