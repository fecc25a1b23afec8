package dev.millrace.runtime.condition;

import dev.millrace.runtime.outcome.Reason;

/** The condition types that every kind has (FLUX.md 1.4). */
public final class ConditionType {
  /** Whether the object is as wanted. */
  public static final String READY = Reason.READY;

  /** Present, and true, only while the controller works on the object or will try again. */
  public static final String RECONCILING = "Reconciling";

  /** Present, and true, only when the object has to be changed before anything can happen. */
  public static final String STALLED = "Stalled";

  private ConditionType() {}
}
