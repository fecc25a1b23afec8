package dev.millrace.runtime.flags;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The flags of one controller: a picocli command object that mixes {@link CommonFlags} in. */
public interface ControllerFlags {
  /** The flags every controller has. */
  CommonFlags common();

  /** How many objects of one kind are reconciled at the same time. */
  int concurrent();

  /** Where events are posted to; empty for nowhere. */
  default Optional<URI> eventsAddress() {
    return Optional.empty();
  }

  /** How long an object waits before it looks at its dependencies again. */
  default Duration requeueDependency() {
    return Duration.ofSeconds(30);
  }

  /** How long running reconciliations may take to end when the controller is told to stop. */
  default Duration gracefulShutdownTimeout() {
    return Duration.ofSeconds(8);
  }

  /** How long a run may take before its status says that it is under way. */
  default Duration progressAfter() {
    return Duration.ZERO;
  }

  /**
   * Why replicas of this controller can't divide its objects among themselves; empty if they can.
   */
  default Optional<String> obstacleToSharding() {
    return Optional.empty();
  }

  /** The feature gates that only this controller has, with their defaults. */
  default Map<String, Boolean> ownFeatureGates() {
    return Map.of();
  }

  /** The state of all feature gates. */
  default FeatureGates featureGates() {
    return common().featureGates(ownFeatureGates());
  }
}
