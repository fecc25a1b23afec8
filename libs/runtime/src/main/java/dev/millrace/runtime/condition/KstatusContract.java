package dev.millrace.runtime.condition;

import static dev.millrace.runtime.condition.ConditionType.READY;
import static dev.millrace.runtime.condition.ConditionType.RECONCILING;
import static dev.millrace.runtime.condition.ConditionType.STALLED;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks a status against what tools that wait for objects rely on (kstatus, FLUX.md 1.4). Tests
 * pass every status they see through {@link #violations}.
 */
public final class KstatusContract {
  private static final Set<String> STATUSES =
      Set.of(Condition.TRUE, Condition.FALSE, Condition.UNKNOWN);

  private final ConditionPlan plan;
  private final List<Condition> conditions;
  private final List<String> found = new ArrayList<>();

  private KstatusContract(ConditionPlan plan, List<Condition> conditions) {
    this.plan = plan;
    this.conditions = conditions;
  }

  /**
   * What a status breaks of the contract, in plain words; empty when it is sound.
   *
   * @param generation {@code metadata.generation}
   * @param observedGeneration {@code status.observedGeneration}
   */
  public static List<String> violations(
      ConditionPlan plan, List<Condition> conditions, long generation, long observedGeneration) {
    KstatusContract contract = new KstatusContract(plan, conditions);
    contract.checkShapes();
    contract.checkPresence();
    contract.checkAgreement();
    contract.checkGenerations(generation, observedGeneration);
    return contract.found;
  }

  private void checkShapes() {
    Set<String> seen = new HashSet<>();
    for (Condition condition : conditions) {
      String type = condition.type();
      require(seen.add(type), type + " is present twice");
      require(
          STATUSES.contains(condition.status()),
          type + " has the status '" + condition.status() + "'");
      require(!condition.reason().isEmpty(), type + " has no reason");
      require(
          !condition.lastTransitionTime().equals(Timestamp.MISSING),
          type + " has no lastTransitionTime");
    }
  }

  private void checkPresence() {
    require(present(READY), "Ready is missing");
    for (String type : List.of(RECONCILING, STALLED)) {
      require(!present(type) || holds(type), type + " is present but not True");
    }
    require(!present(RECONCILING) || !present(STALLED), "Reconciling and Stalled are both present");
  }

  private void checkAgreement() {
    boolean failing =
        present(STALLED)
            || Conditions.find(conditions, RECONCILING)
                .filter(c -> c.reason().equals("ProgressingWithRetry"))
                .isPresent();
    require(!failing || !holds(READY), "Ready is True although the object is stalled or failing");
    require(
        !present(STALLED)
            || Conditions.find(conditions, READY).filter(Condition::fails).isPresent(),
        "Stalled without Ready=False");
    if (holds(READY) && !present(RECONCILING)) {
      plan.negativePolarity()
          .forEach(
              type -> require(!present(type), "Ready is True although " + type + " is present"));
    }
  }

  private void checkGenerations(long generation, long observed) {
    require(
        present(RECONCILING) || observed == generation,
        "settled, but observedGeneration %d is not generation %d".formatted(observed, generation));
    require(observed <= generation, "observedGeneration is ahead of generation");
  }

  private boolean present(String type) {
    return Conditions.find(conditions, type).isPresent();
  }

  private boolean holds(String type) {
    return Conditions.holds(conditions, type);
  }

  private void require(boolean sound, String otherwise) {
    if (!sound) {
      found.add(otherwise);
    }
  }
}
