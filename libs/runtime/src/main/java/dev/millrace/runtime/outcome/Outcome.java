package dev.millrace.runtime.outcome;

import java.time.Duration;

/**
 * How a run ended. Status, schedule and events follow from it alone, in one exhaustive switch each
 * (STYLE.md 4.3).
 */
public sealed interface Outcome {

  /** The object is as wanted and something was done for it. */
  record Ready(Reason reason, String message) implements Outcome {}

  /** The object is as wanted and nothing had to be done. */
  record Unchanged(Reason reason, String message) implements Outcome {}

  /** The object's owner switched reconciliation off. */
  record Suspended() implements Outcome {}

  /** Something else has to happen first; not an error of this object. */
  record Waiting(Reason reason, String message, Duration delay) implements Outcome {}

  /** The run failed and is tried again. */
  record Retry(ReconcileFailure failure) implements Outcome {}

  /** The run failed for good: only a change of the object can help. */
  record Stalled(Reason reason, String message) implements Outcome {}

  /** The object is being deleted and holds nothing of ours any more. */
  record Deleted() implements Outcome {}

  /** {@link Ready} with the reason {@code Succeeded}. */
  static Outcome ready(String message) {
    return new Ready(GeneralReason.SUCCEEDED, message);
  }

  /** {@link Unchanged} with the reason {@code Succeeded}. */
  static Outcome unchanged(String message) {
    return new Unchanged(GeneralReason.SUCCEEDED, message);
  }

  /**
   * The outcome that the reason of a failure asks for.
   *
   * @param dependencyDelay the controller's {@code --requeue-dependency}
   */
  static Outcome of(ReconcileFailure failure, Duration dependencyDelay) {
    Reason reason = failure.reason();
    return switch (reason.retry()) {
      case RetryPolicy.Backoff() -> new Retry(failure);
      case RetryPolicy.DependencyWait() -> new Waiting(reason, failure.text(), dependencyDelay);
      case RetryPolicy.FixedWait(Duration delay) -> new Waiting(reason, failure.text(), delay);
      case RetryPolicy.Stall() -> new Stalled(reason, failure.text());
    };
  }
}
