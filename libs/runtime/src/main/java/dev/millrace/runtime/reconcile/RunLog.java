package dev.millrace.runtime.reconcile;

import static dev.millrace.runtime.logging.LogKey.DURATION;
import static dev.millrace.runtime.logging.LogKey.ERROR;
import static dev.millrace.runtime.logging.LogKey.NEXT;

import dev.millrace.runtime.logging.LogLine;
import dev.millrace.runtime.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;

/** The one log line at the end of a run. */
final class RunLog {
  private RunLog() {}

  static void finished(Logger log, Outcome outcome, Duration duration, Optional<Duration> next) {
    LogLine line = LogLine.with(DURATION, duration);
    next.ifPresent(delay -> line.and(NEXT, delay));
    switch (outcome) {
      case Outcome.Ready(_, String message) -> line.log(log::info, message);
      case Outcome.Unchanged(_, String message) -> line.log(log::debug, message);
      case Outcome.Waiting(_, String message, _) -> line.log(log::info, message);
      case Outcome.Retry(var failure) ->
          line.and(ERROR, failure.text()).log(log::error, "reconciliation failed");
      case Outcome.Stalled(_, String message) ->
          line.and(ERROR, message).log(log::error, "reconciliation stalled");
      case Outcome.Suspended() ->
          line.log(log::debug, "reconciliation is suspended for this object");
      case Outcome.Deleted() -> line.log(log::info, "object finalized");
    }
  }
}
