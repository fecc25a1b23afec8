package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.ReconciledObject;
import org.jspecify.annotations.Nullable;

/** What it means that an object is another by now than the run knew that wants to change it. */
enum Conflict {
  /** Somebody changed what the run does not write: its change can be made anew. */
  HARMLESS,

  /**
   * Somebody else wrote the status, such as another leader while this one stood still: what the run
   * found out is outdated, and would make the object tell of the past.
   */
  LOST,

  /** The object was deleted, or is another of the same name. */
  GONE;

  /** When finalizers are written, or a status is taken away. */
  static Conflict overMetadata(ReconciledObject<?> known, @Nullable ReconciledObject<?> now) {
    boolean gone = now == null || !now.getMetadata().getUid().equals(known.getMetadata().getUid());
    return gone ? GONE : HARMLESS;
  }

  /** When a status is written. */
  static Conflict overStatus(ReconciledObject<?> known, @Nullable ReconciledObject<?> now) {
    if (now == null || overMetadata(known, now) == GONE) {
      return GONE;
    }
    return now.status().equals(known.status()) ? HARMLESS : LOST;
  }
}
