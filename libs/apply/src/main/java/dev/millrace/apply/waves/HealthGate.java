package dev.millrace.apply.waves;

import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.WaitOutcome;
import java.util.List;

/** Waits between waves. */
@FunctionalInterface
public interface HealthGate {
  /**
   * Blocks until objects are healthy or it is clear that they will not be. Pods must run to their
   * end among hooks.
   *
   * @param hooks whether the objects are hooks
   */
  WaitOutcome await(List<HealthTarget> targets, boolean hooks) throws InterruptedException;

  /** What ends a sync when a wait within one of its waves was cancelled. */
  default RuntimeException cancelled(String reason) {
    return new SyncFailure(SyncOutcome.Cause.HEALTH, reason);
  }
}
