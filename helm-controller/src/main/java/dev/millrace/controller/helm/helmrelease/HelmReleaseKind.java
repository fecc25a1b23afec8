package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame knows of HelmRelease. */
final class HelmReleaseKind implements Kind<HelmRelease> {
  @Override
  public ConditionPlan conditions() {
    return HelmReleaseConditions.PLAN;
  }

  @Override
  public Duration interval(HelmRelease object) {
    return object.spec().interval().tryDuration().orElse(Duration.ZERO);
  }

  @Override
  public boolean observesSuspended(HelmRelease object) {
    return true;
  }

  /** Every action is announced, and what comes before is soon done. */
  @Override
  public boolean announcesRuns() {
    return true;
  }
}
