package dev.millrace.apply.waves;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.Pruner;
import dev.millrace.apply.Pruner.PruneOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.waves.SyncOutcome.Cause;
import java.util.List;

/**
 * Deletes everything that is managed, with the hooks of Argo CD around it: PreDelete hooks, then
 * the objects, last waves first, and when they are gone PostDelete hooks. What does not succeed
 * ends it; nothing is deleted before its PreDelete hooks succeeded.
 */
public final class WaveDeletion {
  private final Applier applier;
  private final HealthGate health;
  private final SyncListener listener;

  /** A deletion that runs hooks, waits and tells by these. */
  public WaveDeletion(Applier applier, HealthGate health, SyncListener listener) {
    this.applier = applier;
    this.health = health;
    this.listener = listener;
  }

  /**
   * Runs hooks and deletes what is managed. Begun anew after a failure, it runs PreDelete hooks
   * again as long as there is something to delete.
   *
   * @param request what is managed; its objects are not looked at
   * @param plan the hooks; its objects are not looked at
   */
  public SyncOutcome delete(ApplyRequest request, SyncPlan plan) throws InterruptedException {
    SyncState state = new SyncState(request.inventory(), listener);
    WaveRun waves = new WaveRun(applier, health, request, state);
    try {
      if (hasResources(state.inventory(), plan)) {
        runAll(waves, plan.waves(SyncPhase.PRE_DELETE));
      }
      List<Wave> after = plan.waves(SyncPhase.POST_DELETE);
      delete(request, state, !after.isEmpty());
      runAll(waves, after);
      return state.synced();
    } catch (SyncFailure failure) {
      return state.failed(failure, "");
    }
  }

  private static boolean hasResources(Inventory managed, SyncPlan plan) {
    return managed.entries().stream().anyMatch(entry -> !plan.isHook(entry.ref()));
  }

  private static void runAll(WaveRun run, List<Wave> waves) throws InterruptedException {
    for (Wave wave : waves) {
      run.run(wave, false);
    }
  }

  private void delete(ApplyRequest request, SyncState state, boolean awaited) {
    Pruner pruner = applier.pruner(request);
    PruneOutcome outcome =
        new WavePruner(pruner, request.timeout()).prune(state.inventory().entries());
    state.pruned(outcome);
    String problem = awaited ? pruner.awaitTermination(outcome.done(), request.timeout()) : "";
    if (!problem.isEmpty()) {
      throw new SyncFailure(Cause.PRUNE, problem);
    }
  }
}
