package dev.millrace.runtime.outcome;

import org.jspecify.annotations.Nullable;

/**
 * The one exception a step throws to end a run. The message goes to conditions and events: it names
 * the object, field or file and what to do, and never holds secrets.
 */
public final class ReconcileFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;
  private final String text;

  /** A failure without a foreign cause. */
  public ReconcileFailure(Reason reason, String message) {
    this(reason, message, null);
  }

  /** A failure found through another exception; the cause is logged but not shown to users. */
  public ReconcileFailure(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.text = message;
  }

  /** What went wrong and what follows from it. */
  public Reason reason() {
    return reason;
  }

  /** The message for users; never null. */
  public String text() {
    return text;
  }
}
