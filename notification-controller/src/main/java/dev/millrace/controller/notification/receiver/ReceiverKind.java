package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.Receiver;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame has to know of Receivers. */
final class ReceiverKind implements Kind<Receiver> {
  @Override
  public ConditionPlan conditions() {
    return ConditionPlan.BASIC;
  }

  @Override
  public Duration interval(Receiver receiver) {
    return receiver.spec().interval().asDuration();
  }
}
