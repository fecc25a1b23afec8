package dev.millrace.apply.waves;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyRequest;
import java.util.List;

/**
 * Applies objects in the phases and waves of Argo CD: PreSync hooks, then the objects wave by wave
 * with the Sync hooks among them, then what is wanted no longer goes, last waves first, then
 * PostSync hooks; SyncFail hooks when any of it fails. A wave begins when the one before is
 * healthy. The very last wave is not waited for unless it has hooks.
 */
public final class WaveSync {
  private final Applier applier;
  private final HealthGate health;
  private final SyncListener listener;

  /** A sync that applies, waits and tells by these. */
  public WaveSync(Applier applier, HealthGate health, SyncListener listener) {
    this.applier = applier;
    this.health = health;
    this.listener = listener;
  }

  /**
   * Runs hooks and applies what is wanted.
   *
   * @param request how to apply, and what was managed before; its objects are not looked at
   * @param plan the objects
   * @param prune whether to delete what is wanted no longer
   */
  public SyncOutcome sync(ApplyRequest request, SyncPlan plan, boolean prune)
      throws InterruptedException {
    SyncState state = new SyncState(request.inventory(), listener);
    WaveRun waves = new WaveRun(applier, health, request, state);
    try {
      runAll(waves, plan.waves(SyncPhase.PRE_SYNC), false);
      List<Wave> after = plan.waves(SyncPhase.POST_SYNC);
      runAll(waves, plan.waves(SyncPhase.SYNC), after.isEmpty());
      prune(request, plan, prune, state);
      runAll(waves, after, true);
      return state.synced();
    } catch (SyncFailure failure) {
      return state.failed(failure, afterFailure(waves, plan));
    }
  }

  private static void runAll(WaveRun run, List<Wave> waves, boolean endsTheSync)
      throws InterruptedException {
    for (int i = 0; i < waves.size(); i++) {
      boolean isLast = endsTheSync && i == waves.size() - 1;
      run.run(waves.get(i), !isLast);
    }
  }

  private void prune(ApplyRequest request, SyncPlan plan, boolean prune, SyncState state) {
    if (prune) {
      WavePruner pruner = new WavePruner(applier.pruner(request), request.timeout());
      state.pruned(pruner.prune(state.stale(plan)));
    } else {
      state.forget(state.stale(plan));
    }
  }

  /** What is wrong with the hooks that run after a failure; empty if nothing is. */
  private static String afterFailure(WaveRun waves, SyncPlan plan) throws InterruptedException {
    try {
      runAll(waves, plan.waves(SyncPhase.SYNC_FAIL), true);
      return "";
    } catch (SyncFailure failure) {
      return "\n" + failure.getMessage();
    }
  }
}
