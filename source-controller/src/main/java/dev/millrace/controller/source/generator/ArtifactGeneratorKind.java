package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame knows of ArtifactGenerator: it looks every hour, and when a source changes. */
final class ArtifactGeneratorKind implements Kind<ArtifactGenerator> {
  @Override
  public ConditionPlan conditions() {
    return ConditionPlan.BASIC;
  }

  @Override
  public Duration interval(ArtifactGenerator object) {
    return Duration.ofHours(1);
  }

  @Override
  public String finalizer() {
    return "source.extensions.fluxcd.io/finalizer";
  }
}
