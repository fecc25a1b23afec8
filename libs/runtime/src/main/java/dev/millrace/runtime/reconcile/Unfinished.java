package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.runtime.condition.ConditionType;
import java.util.Objects;
import java.util.Optional;

/** Whether an object itself shows that something is still to be done for it. */
final class Unfinished {
  private Unfinished() {}

  static boolean is(ReconciledObject<?> object) {
    return object.isMarkedForDeletion()
        || object.suspended()
        || !isReady(object)
        || hasOpenRequest(object);
  }

  private static boolean isReady(ReconciledObject<?> object) {
    Long generation = object.getMetadata().getGeneration();
    Optional<Condition> ready =
        Conditions.find(object.status().conditions(), ConditionType.READY).filter(Condition::holds);
    return ready
        .filter(condition -> generation == null || condition.observedGeneration() == generation)
        .isPresent();
  }

  private static boolean hasOpenRequest(ReconciledObject<?> object) {
    return object
        .requestedAt()
        .filter(value -> !Objects.equals(value, object.status().lastHandledReconcileAt()))
        .isPresent();
  }
}
