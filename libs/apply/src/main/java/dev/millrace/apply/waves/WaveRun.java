package dev.millrace.apply.waves;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome;
import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplyRequest.Check;
import dev.millrace.apply.Pruner;
import dev.millrace.apply.health.Health;
import dev.millrace.apply.health.HealthStatus;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.apply.waves.SyncOutcome.Cause;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Runs one wave after the other. */
final class WaveRun {
  private final Applier applier;
  private final HealthGate health;
  private final ApplyRequest request;
  private final SyncState state;

  WaveRun(Applier applier, HealthGate health, ApplyRequest request, SyncState state) {
    this.applier = applier;
    this.health = health;
    this.request = request;
    this.state = state;
  }

  /**
   * Applies the objects of a wave and runs its hooks.
   *
   * @param awaited whether something comes after it that needs its objects to be healthy
   */
  void run(Wave wave, boolean awaited) throws InterruptedException {
    List<HealthTarget> targets = applyResources(wave);
    runHooks(wave);
    if (awaited && !targets.isEmpty()) {
      await(wave, targets);
    }
  }

  private List<HealthTarget> applyResources(Wave wave) {
    if (wave.resources().isEmpty()) {
      return List.of();
    }
    Applied applied = apply(wave, request.withDesired(wave.resources()));
    state.applied(applied);
    return applied.healthTargets();
  }

  private void await(Wave wave, List<HealthTarget> targets) throws InterruptedException {
    switch (health.await(targets, false)) {
      case WaitOutcome.Ready _ -> {}
      case WaitOutcome.NotReady notReady -> throw unhealthy(wave, notReady.message());
      case WaitOutcome.Cancelled cancelled -> throw unhealthy(wave, cancelled.reason());
    }
  }

  private void runHooks(Wave wave) throws InterruptedException {
    List<Hook> hooks = wave.hooks();
    if (hooks.isEmpty()) {
      return;
    }
    deleteEarlier(wave);
    List<HealthTarget> targets = makeHooks(wave, hooks);
    switch (health.await(targets, true)) {
      case WaitOutcome.Ready _ -> delete(hooks, hook -> hook.isDeleted(HookDeletion.SUCCEEDED));
      case WaitOutcome.NotReady notReady -> {
        delete(hooks, hook -> hook.isDeleted(deletionAfter(hook, notReady.health())));
        throw unhealthy(wave, notReady.message());
      }
      case WaitOutcome.Cancelled cancelled -> throw unhealthy(wave, cancelled.reason());
    }
  }

  /** What watches show may be older than the deletion of the hook before. */
  private List<HealthTarget> makeHooks(Wave wave, List<Hook> hooks) {
    List<Desired> desired = hooks.stream().map(Hook::desired).toList();
    Applied applied = apply(wave, request.withDesired(desired).withCheck(Check.FULL));
    state.ranHooks(applied);
    return applied.healthTargets();
  }

  private Applied apply(Wave wave, ApplyRequest part) {
    return switch (applier.apply(part.withInventory(state.inventory()))) {
      case Applied applied -> applied;
      case ApplyOutcome.Cancelled cancelled -> {
        state.interrupted(cancelled.inventory(), cancelled.done());
        throw health.cancelled(cancelled.reason());
      }
      case ApplyOutcome.Failed failed -> {
        state.interrupted(failed.inventory(), failed.done());
        throw new SyncFailure(Cause.APPLY, wave + ": " + failed.describe());
      }
    };
  }

  /**
   * A hook of an earlier sync must be gone for a new one to run. Of hooks whose names are made up,
   * those of earlier syncs go whatever they ask for, lest they become ever more; one of this sync
   * stays, because this sync was cut short after making it.
   */
  private void deleteEarlier(Wave wave) {
    List<InventoryEntry> earlier = wave.hooks().stream().flatMap(this::earlier).distinct().toList();
    String problem = deleteAll(earlier);
    if (!problem.isEmpty()) {
      throw new SyncFailure(Cause.PRUNE, wave + ": " + problem);
    }
  }

  private Stream<InventoryEntry> earlier(Hook hook) {
    if (hook.series().isPresent()) {
      return state.inventory().entries().stream().filter(entry -> hook.isPredecessor(entry.ref()));
    }
    return hook.isDeleted(HookDeletion.BEFORE_CREATION) ? Stream.of(entry(hook)) : Stream.of();
  }

  private void delete(List<Hook> hooks, Predicate<Hook> which) {
    deleteAll(hooks.stream().filter(which).map(this::entry).toList());
  }

  /** Deletes hooks and waits until they are gone; says what is wrong, empty if nothing is. */
  private String deleteAll(List<InventoryEntry> hooks) {
    Pruner pruner = applier.pruner(request);
    List<InventoryEntry> entries = existing(pruner, hooks);
    if (entries.isEmpty()) {
      return "";
    }
    Pruner.PruneOutcome outcome = pruner.prune(entries);
    state.deletedHooks(outcome, entries);
    return outcome.isComplete()
        ? pruner.awaitTermination(outcome.done(), request.timeout())
        : outcome.message();
  }

  private static List<InventoryEntry> existing(Pruner pruner, List<InventoryEntry> entries) {
    return pruner.plan(entries).changes().stream()
        .filter(change -> change.live().isPresent())
        .map(PlannedChange::entry)
        .toList();
  }

  /** As the inventory has it: without a namespace if the kind has none. */
  private InventoryEntry entry(Hook hook) {
    ObjectRef ref = hook.ref();
    Inventory managed = state.inventory();
    return managed
        .find(ref)
        .or(() -> managed.find(new ObjectRef(ref.group(), ref.kind(), "", ref.name())))
        .orElseGet(hook::entry);
  }

  private static HookDeletion deletionAfter(Hook hook, Map<ObjectRef, Health> verdicts) {
    Health verdict = verdicts.get(hook.ref());
    return verdict != null && verdict.status() == HealthStatus.CURRENT
        ? HookDeletion.SUCCEEDED
        : HookDeletion.FAILED;
  }

  private static SyncFailure unhealthy(Wave wave, String message) {
    return new SyncFailure(Cause.HEALTH, wave + ": " + message);
  }
}
