package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.health.Kstatus;
import dev.millrace.apply.health.MalformedStatus;
import dev.millrace.apply.object.KubeObject;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how an applied object is, by the rules by which controllers wait for it. */
public final class AppliedVerdict {
  private final Kstatus rules;

  /**
   * Makes the rules.
   *
   * @param clock tells how long a pod has waited for a node
   */
  public AppliedVerdict(Clock clock) {
    this.rules = new Kstatus(clock);
  }

  /** How an object is that was read from the API server. */
  public AppliedState judge(AppliedObject object, Map<String, @Nullable Object> tree) {
    try {
      dev.millrace.apply.health.Health judged = rules.judge(KubeObject.of(tree));
      Health health = health(judged);
      return new AppliedState(
          object,
          health,
          health == Health.READY ? MaskedText.NONE : MaskedText.of(judged.message()));
    } catch (MalformedStatus | IllegalArgumentException _) {
      return unknown(object, "its status can't be understood");
    }
  }

  /** An object that was not read. */
  public static AppliedState unknown(AppliedObject object, String why) {
    return new AppliedState(object, Health.UNKNOWN, MaskedText.of(why));
  }

  /** An object that is not in the cluster although it was applied. */
  public static AppliedState missing(AppliedObject object) {
    return new AppliedState(object, Health.FAILING, MaskedText.of("is not in the cluster"));
  }

  private static Health health(dev.millrace.apply.health.Health judged) {
    return switch (judged.status()) {
      case CURRENT -> Health.READY;
      case IN_PROGRESS, TERMINATING -> Health.PROGRESSING;
      case FAILED, NOT_FOUND -> Health.FAILING;
      case UNKNOWN -> Health.UNKNOWN;
    };
  }
}
