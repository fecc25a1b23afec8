package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** The one log line at the end of a run. */
final class RunLog {
  private RunLog() {}

  static void finished(Logger log, Outcome outcome, Duration duration, Optional<Duration> next) {
    switch (outcome) {
      case Outcome.Ready(_, String message) -> with(log.atInfo(), duration, next).log(message);
      case Outcome.Unchanged(_, String message) -> with(log.atDebug(), duration, next).log(message);
      case Outcome.Suspended() -> log.debug("reconciliation is suspended for this object");
      case Outcome.Waiting(_, String message, _) -> with(log.atInfo(), duration, next).log(message);
      case Outcome.Retry(var failure) ->
          with(log.atError(), duration, next)
              .addKeyValue("error", failure.text())
              .log("reconciliation failed");
      case Outcome.Stalled(_, String message) ->
          with(log.atError(), duration, next)
              .addKeyValue("error", message)
              .log("reconciliation stalled");
      case Outcome.Deleted() -> log.info("object finalized");
    }
  }

  private static LoggingEventBuilder with(
      LoggingEventBuilder line, Duration duration, Optional<Duration> next) {
    LoggingEventBuilder timed = line.addKeyValue("duration", duration.toString());
    return next.map(delay -> timed.addKeyValue("next", delay.toString())).orElse(timed);
  }
}
