package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.runtime.condition.ConditionPlan;
import java.util.List;
import java.util.Set;

/** The conditions of a Kustomization (FLUX.md 3.1). */
final class KustomizationConditions {
  static final String HEALTHY = "Healthy";

  static final ConditionPlan PLAN = new ConditionPlan(Set.of(HEALTHY), List.of(HEALTHY), Set.of());

  private KustomizationConditions() {}
}
