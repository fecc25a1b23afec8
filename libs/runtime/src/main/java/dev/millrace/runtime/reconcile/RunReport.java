package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run went.
 *
 * @param end the time of day when it ended
 * @param took how long it was under way
 * @param findings what the pipeline said
 */
public record RunReport(
    ObjectKey object, Instant end, Duration took, Outcome outcome, RunFindings findings) {
  /** Whether the object is as wanted now. */
  public boolean succeeded() {
    return switch (outcome) {
      case Outcome.Ready _, Outcome.Unchanged _ -> true;
      case Outcome.Waiting _,
          Outcome.Retry _,
          Outcome.Stalled _,
          Outcome.Suspended _,
          Outcome.Deleted _ ->
          false;
    };
  }

  /**
   * How long a new revision took from being offered to being in effect; empty when this run did not
   * bring one into effect. Never negative, even when clocks of two computers differ.
   */
  public Optional<Duration> offeredToReady() {
    return findings
        .offeredSince()
        .filter(_ -> succeeded())
        .map(since -> Duration.between(since, end))
        .map(time -> time.isNegative() ? Duration.ZERO : time);
  }
}
