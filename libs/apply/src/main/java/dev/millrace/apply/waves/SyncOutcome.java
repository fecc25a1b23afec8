package dev.millrace.apply.waves;

import dev.millrace.apply.ApplyOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.plan.Plan;

/** How a sync ended. */
public sealed interface SyncOutcome {
  /** The objects that are managed now, hooks that are still there included. */
  Inventory inventory();

  /**
   * Everything is applied and every hook succeeded.
   *
   * @param applied what applying did, hooks left aside
   * @param changes everything that was changed
   */
  record Synced(ApplyOutcome.Applied applied, Inventory inventory, Plan changes)
      implements SyncOutcome {}

  /**
   * Something went wrong; later waves were not looked at, hooks for this case have run.
   *
   * @param cause what did not succeed
   * @param message what is wrong, without secret values
   */
  record Failed(Cause cause, String message, Inventory inventory) implements SyncOutcome {}

  /** What did not succeed. */
  enum Cause {
    /** The server refused something. */
    APPLY,
    /** Something is not healthy, or a hook failed. */
    HEALTH,
    /** Something could not be deleted. */
    PRUNE
  }
}
