package dev.millrace.controller.source.ocirepository;

import dev.millrace.api.source.OCIRepository;
import dev.millrace.controller.source.status.SourceCondition;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame knows of OCIRepository. */
final class OCIRepositoryKind implements Kind<OCIRepository> {
  @Override
  public ConditionPlan conditions() {
    return SourceCondition.VERIFIED;
  }

  @Override
  public Duration interval(OCIRepository object) {
    return object.spec().interval().tryDuration().orElse(Duration.ZERO);
  }
}
