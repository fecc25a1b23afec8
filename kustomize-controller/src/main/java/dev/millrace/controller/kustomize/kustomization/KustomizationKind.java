package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Conditions;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;
import java.util.Optional;

/** What the frame knows of Kustomization. */
final class KustomizationKind implements Kind<Kustomization> {
  @Override
  public ConditionPlan conditions() {
    return KustomizationConditions.PLAN;
  }

  @Override
  public Duration interval(Kustomization object) {
    return Timing.interval(object.spec());
  }

  @Override
  public Optional<Duration> retryInterval(Kustomization object) {
    return Optional.of(Timing.retryInterval(object.spec()));
  }

  @Override
  public boolean observesSuspended(Kustomization object) {
    return Conditions.holds(object.status().conditions(), ConditionType.READY);
  }

  @Override
  public boolean announcesRuns() {
    return true;
  }
}
