package dev.millrace.controller.helm.helmrelease;

import dev.millrace.runtime.condition.ConditionPlan;
import java.util.List;
import java.util.Set;

/** The conditions of a HelmRelease (FLUX.md 4.1). */
final class HelmReleaseConditions {
  static final String RELEASED = "Released";
  static final String TEST_SUCCESS = "TestSuccess";
  static final String REMEDIATED = "Remediated";
  static final String DRIFTED = "Drifted";

  static final ConditionPlan PLAN =
      new ConditionPlan(
          Set.of(RELEASED, TEST_SUCCESS, REMEDIATED, DRIFTED), List.of(RELEASED), Set.of());

  private HelmReleaseConditions() {}
}
