package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame has to know of ImagePolicies. */
final class ImagePolicyKind implements Kind<ImagePolicy> {
  @Override
  public ConditionPlan conditions() {
    return ConditionPlan.BASIC;
  }

  /** Zero unless the digest is looked up again and again: else scans wake the policy. */
  @Override
  public Duration interval(ImagePolicy policy) {
    GoDuration interval = policy.spec().interval();
    return interval == null ? Duration.ZERO : interval.asDuration();
  }
}
