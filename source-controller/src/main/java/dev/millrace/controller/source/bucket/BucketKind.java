package dev.millrace.controller.source.bucket;

import dev.millrace.api.source.Bucket;
import dev.millrace.controller.source.status.SourceCondition;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame knows of Bucket. */
final class BucketKind implements Kind<Bucket> {
  @Override
  public ConditionPlan conditions() {
    return SourceCondition.FETCHED;
  }

  @Override
  public Duration interval(Bucket object) {
    return object.spec().interval().tryDuration().orElse(Duration.ZERO);
  }
}
