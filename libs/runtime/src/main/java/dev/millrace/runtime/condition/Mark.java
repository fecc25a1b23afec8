package dev.millrace.runtime.condition;

import dev.millrace.api.meta.Condition;
import dev.millrace.runtime.outcome.Reason;

/**
 * What a run says about one condition. It becomes a condition, with its time and generation, when
 * the status is written.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 */
public record Mark(String type, String status, String reason, String message) {
  /** The condition holds. */
  public static Mark holds(String type, Reason reason, String message) {
    return new Mark(type, Condition.TRUE, reason.text(), message);
  }

  /** The condition does not hold. */
  public static Mark fails(String type, Reason reason, String message) {
    return new Mark(type, Condition.FALSE, reason.text(), message);
  }

  /** Whether the condition holds is being found out. */
  public static Mark unknown(String type, Reason reason, String message) {
    return new Mark(type, Condition.UNKNOWN, reason.text(), message);
  }

  boolean isFalse() {
    return status.equals(Condition.FALSE);
  }
}
