package dev.millrace.apply.waves;

import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Desired;
import java.util.Set;

/**
 * An object that is made at a point of a sync and waited for.
 *
 * @param desired the object
 * @param deletion when it is deleted
 */
public record Hook(Desired desired, Set<HookDeletion> deletion) {
  /** Copies the set. */
  public Hook {
    deletion = Set.copyOf(deletion);
  }

  ObjectRef ref() {
    return desired.ref();
  }

  InventoryEntry entry() {
    return InventoryEntry.of(desired.object());
  }

  boolean isDeleted(HookDeletion when) {
    return deletion.contains(when);
  }
}
