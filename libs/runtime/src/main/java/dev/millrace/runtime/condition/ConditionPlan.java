package dev.millrace.runtime.condition;

import java.util.List;
import java.util.Set;

/**
 * The conditions of a kind, declared once as a constant.
 *
 * @param owned the types this controller writes, besides Ready, Reconciling and Stalled; conditions
 *     of other writers stay untouched
 * @param summarized the owned types that Ready depends on, most important first
 * @param negativePolarity the owned types whose presence is bad news; they tell of the last run
 *     only and go away when it succeeds
 */
public record ConditionPlan(
    Set<String> owned, List<String> summarized, Set<String> negativePolarity) {

  /** For kinds that have nothing but Ready, Reconciling and Stalled. */
  public static final ConditionPlan BASIC = new ConditionPlan(Set.of(), List.of(), Set.of());

  /** Copies the collections and checks that the parts agree. */
  public ConditionPlan {
    owned = Set.copyOf(owned);
    summarized = List.copyOf(summarized);
    negativePolarity = Set.copyOf(negativePolarity);
    if (!owned.containsAll(summarized) || !owned.containsAll(negativePolarity)) {
      throw new IllegalArgumentException("summarized and negative conditions must be owned");
    }
  }

  /** Whether this controller writes conditions of the given type. */
  public boolean owns(String type) {
    return owned.contains(type)
        || switch (type) {
          case ConditionType.READY, ConditionType.RECONCILING, ConditionType.STALLED -> true;
          default -> false;
        };
  }
}
