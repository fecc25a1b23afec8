package dev.millrace.apply.waves;

import dev.millrace.apply.ApplyOutcome.Applied;
import dev.millrace.apply.ApplyOutcome.Settled;
import dev.millrace.apply.Pruner.PruneOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Plan;
import dev.millrace.apply.waves.SyncOutcome.Cause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** How far a sync has come; tells the listener of every change. */
final class SyncState {
  private static final Plan NOTHING = new Plan(List.of());

  private final SyncListener listener;
  private final SequencedMap<ObjectRef, InventoryEntry> managed = new LinkedHashMap<>();
  private final Map<ObjectRef, KubeObject> latest = new LinkedHashMap<>();
  private final List<Settled> settled = new ArrayList<>();
  private Plan applied = NOTHING;
  private Plan changes = NOTHING;

  SyncState(Inventory before, SyncListener listener) {
    this.listener = listener;
    add(before.entries());
  }

  Inventory inventory() {
    return Inventory.of(managed.values());
  }

  void applied(Applied outcome) {
    applied = applied.then(outcome.done());
    latest.putAll(outcome.latest());
    settled.addAll(outcome.settled());
    add(outcome.inventory().entries());
    tell(outcome.done());
  }

  void ranHooks(Applied outcome) {
    add(outcome.inventory().entries());
    tell(outcome.done());
  }

  /** Applying stopped in the middle. */
  void interrupted(Inventory inventory, Plan done) {
    add(inventory.entries());
    tell(done);
  }

  void deletedHooks(PruneOutcome outcome, Collection<InventoryEntry> hooks) {
    hooks.forEach(entry -> managed.remove(entry.ref()));
    add(outcome.survivors());
    tell(outcome.done());
  }

  void pruned(PruneOutcome outcome) {
    outcome.done().changes().forEach(change -> managed.remove(change.ref()));
    add(outcome.survivors());
    tell(outcome.done());
    if (!outcome.message().isEmpty()) {
      throw new SyncFailure(Cause.PRUNE, outcome.message());
    }
  }

  void forget(Collection<InventoryEntry> stale) {
    stale.forEach(entry -> managed.remove(entry.ref()));
  }

  /** What was managed before and is neither applied nor spared. */
  List<InventoryEntry> stale(SyncPlan plan) {
    Inventory wanted = Inventory.of(applied.managed());
    return inventory().missingFrom(wanted).stream()
        .filter(entry -> !plan.spares(entry.ref()))
        .toList();
  }

  SyncOutcome synced() {
    Applied whole =
        new Applied(applied, Inventory.of(applied.managed()), List.of(), latest, settled);
    return new SyncOutcome.Synced(whole, inventory(), changes);
  }

  SyncOutcome failed(SyncFailure failure, String aftermath) {
    return new SyncOutcome.Failed(failure.failed(), failure.getMessage() + aftermath, inventory());
  }

  private void add(Collection<InventoryEntry> entries) {
    entries.forEach(entry -> managed.put(entry.ref(), entry));
  }

  private void tell(Plan done) {
    changes = changes.then(done);
    listener.managed(inventory());
    if (!done.isEmpty()) {
      listener.changed(done);
    }
  }
}
