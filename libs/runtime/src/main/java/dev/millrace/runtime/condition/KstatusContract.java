package dev.millrace.runtime.condition;

import static dev.millrace.runtime.condition.ConditionType.READY;
import static dev.millrace.runtime.condition.ConditionType.RECONCILING;
import static dev.millrace.runtime.condition.ConditionType.STALLED;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a status against what tools that wait for objects rely on (kstatus, FLUX.md 1.4). Tests
 * pass every status they see through {@link #violations}.
 */
public final class KstatusContract {
  private KstatusContract() {}

  /**
   * What a finished run's status breaks of the contract, in plain words; empty when it is sound.
   *
   * @param generation {@code metadata.generation}
   * @param observedGeneration {@code status.observedGeneration}
   */
  public static List<String> violations(
      ConditionPlan plan, List<Condition> conditions, long generation, long observedGeneration) {
    List<String> found = new ArrayList<>();
    Optional<Condition> ready = Conditions.find(conditions, READY);
    Optional<Condition> reconciling = Conditions.find(conditions, RECONCILING);
    Optional<Condition> stalled = Conditions.find(conditions, STALLED);
    checkShape(conditions, found);
    if (ready.isEmpty()) {
      found.add("Ready is missing");
    }
    reconciling
        .filter(c -> !c.isTrue())
        .ifPresent(_ -> found.add("Reconciling is present but not True"));
    stalled.filter(c -> !c.isTrue()).ifPresent(_ -> found.add("Stalled is present but not True"));
    if (reconciling.isPresent() && stalled.isPresent()) {
      found.add("Reconciling and Stalled are both present");
    }
    if (ready.filter(Condition::isTrue).isPresent()
        && (stalled.isPresent()
            || reconciling.map(c -> c.reason().equals("ProgressingWithRetry")).orElse(false))) {
      found.add("Ready is True although the object is stalled or failing");
    }
    if (stalled.isPresent() && ready.filter(Condition::isFalse).isEmpty()) {
      found.add("Stalled without Ready=False");
    }
    boolean settled = reconciling.isEmpty();
    if (settled && ready.isPresent() && observedGeneration != generation) {
      found.add(
          "settled, but observedGeneration %d is not generation %d"
              .formatted(observedGeneration, generation));
    }
    if (!settled && ready.filter(Condition::isFalse).isEmpty() && observedGeneration > generation) {
      found.add("observedGeneration is ahead of generation");
    }
    if (ready.filter(Condition::isTrue).isPresent()) {
      conditions.stream()
          .filter(c -> plan.negativePolarity().contains(c.type()) && settled)
          .forEach(c -> found.add("Ready is True although " + c.type() + " is present"));
    }
    return found;
  }

  private static void checkShape(List<Condition> conditions, List<String> found) {
    Set<String> seen = new HashSet<>();
    for (Condition condition : conditions) {
      String type = condition.type();
      if (!seen.add(type)) {
        found.add(type + " is present twice");
      }
      if (!Set.of(Condition.TRUE, Condition.FALSE, Condition.UNKNOWN)
          .contains(condition.status())) {
        found.add(type + " has the status '" + condition.status() + "'");
      }
      if (condition.reason().isEmpty()) {
        found.add(type + " has no reason");
      }
      if (condition.lastTransitionTime() == null) {
        found.add(type + " has no lastTransitionTime");
      }
    }
  }
}
