package dev.millrace.apply.health;

import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.KubeObject;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules that a user gives for a kind, {@code spec.healthCheckExprs} (FLUX.md 3.1). They are
 * asked in the order in progress, failed, current; an object to which none applies is in progress.
 *
 * @param kind which objects
 * @param inProgress whether an object is on its way; may be absent
 * @param failed whether an object will not get there; may be absent
 * @param current whether an object is in the state that was asked for
 */
public record HealthExpressions(
    GroupKind kind,
    Optional<Predicate<KubeObject>> inProgress,
    Optional<Predicate<KubeObject>> failed,
    Predicate<KubeObject> current) {

  Health judge(KubeObject object) {
    if (isOutdated(object)) {
      return Health.inProgress("LatestGenerationNotObserved", "");
    }
    if (inProgress.filter(rule -> rule.test(object)).isPresent()) {
      return Health.inProgress("HealthCheckExpression", "");
    }
    if (failed.filter(rule -> rule.test(object)).isPresent()) {
      return Health.failed("HealthCheckExpression", "");
    }
    return current.test(object)
        ? Health.current("")
        : Health.inProgress("HealthCheckExpression", "");
  }

  /** Some kinds have a generation that is no number; the expressions alone decide then. */
  private static boolean isOutdated(KubeObject object) {
    return object.get("status", "observedGeneration") instanceof Long observed
        && object.get("metadata", "generation") instanceof Long generation
        && !observed.equals(generation);
  }
}
