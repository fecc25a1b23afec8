package dev.millrace.apply.waves;

import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.plan.Plan;

/** Hears of a sync while it is under way, so that nothing is forgotten if it is cut short. */
public interface SyncListener {
  /** The objects that are managed now. */
  void managed(Inventory inventory);

  /** What was changed just now. */
  void changed(Plan changes);
}
