package dev.millrace.runtime.outcome;

import java.time.Duration;

/** What happens after a failure: when the object is tried again, if at all. */
public sealed interface RetryPolicy {
  /**
   * Try again with growing delays, or after the object's own retry interval when its kind has one.
   */
  RetryPolicy RETRY = new Backoff();

  /** Try again after the controller's fixed {@code --requeue-dependency} delay. */
  RetryPolicy WAIT_FOR_DEPENDENCY = new DependencyWait();

  /** Give up until the object is changed. */
  RetryPolicy STALL = new Stall();

  /** Try again after a fixed delay. */
  static RetryPolicy waitFor(Duration delay) {
    return new FixedWait(delay);
  }

  /** See {@link #RETRY}. */
  record Backoff() implements RetryPolicy {}

  /** See {@link #WAIT_FOR_DEPENDENCY}. */
  record DependencyWait() implements RetryPolicy {}

  /** See {@link #waitFor(Duration)}. */
  record FixedWait(Duration delay) implements RetryPolicy {}

  /** See {@link #STALL}. */
  record Stall() implements RetryPolicy {}
}
