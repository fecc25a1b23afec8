package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame has to know of ImageUpdateAutomations. */
final class AutomationKind implements Kind<ImageUpdateAutomation> {
  @Override
  public ConditionPlan conditions() {
    return ConditionPlan.BASIC;
  }

  @Override
  public Duration interval(ImageUpdateAutomation automation) {
    return automation.spec().interval().asDuration();
  }
}
