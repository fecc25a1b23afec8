package dev.millrace.apply.waves;

import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Desired;
import java.util.Optional;
import java.util.Set;

/**
 * An object that is made at a point of a sync and waited for.
 *
 * @param desired the object
 * @param deletion when it is deleted
 * @param series the objects that other syncs made of it; empty if they have the same name
 */
record Hook(Desired desired, Set<HookDeletion> deletion, Optional<HookSeries> series) {
  /** Copies the set. */
  Hook {
    deletion = Set.copyOf(deletion);
  }

  /** The hook of a phase as a sync makes it. */
  static Hook of(Desired desired, SyncRole.Hook role, SyncPhase phase, SyncRun sync) {
    Optional<HookSeries> series = HookSeries.of(desired, phase);
    return new Hook(series.map(each -> each.in(sync)).orElse(desired), role.deletion(), series);
  }

  ObjectRef ref() {
    return desired.ref();
  }

  InventoryEntry entry() {
    return InventoryEntry.of(desired.object());
  }

  /** Whether an object was made of this hook by another sync. */
  boolean isPredecessor(ObjectRef object) {
    return !object.name().equals(ref().name())
        && series.filter(each -> each.contains(object)).isPresent();
  }

  boolean isDeleted(HookDeletion when) {
    return deletion.contains(when);
  }
}
