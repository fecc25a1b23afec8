package dev.millrace.apply.health;

import dev.millrace.apply.object.ObjectRef;
import java.time.Duration;
import java.util.Map;

/** How a wait ended. */
public sealed interface WaitOutcome {

  /** How long it took. */
  Duration took();

  /** Everything is in the state that was asked for. */
  record Ready(Duration took) implements WaitOutcome {}

  /**
   * Something is not, and will not be or was not in time.
   *
   * @param took how long it took to find out
   * @param message what Flux says: {@code timeout waiting for: [Deployment/ns/web status:
   *     'InProgress']}
   * @param health the last verdict on each object
   */
  record NotReady(Duration took, String message, Map<ObjectRef, Health> health)
      implements WaitOutcome {

    /** Copies the map. */
    public NotReady {
      health = Map.copyOf(health);
    }
  }

  /**
   * Somebody put an end to the wait, for instance because there is a new revision.
   *
   * @param took how long it had taken
   * @param reason why
   */
  record Cancelled(Duration took, String reason) implements WaitOutcome {}
}
