package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.event.EventRecorder;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.schedule.Schedule;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What the frames of one controller share.
 *
 * @param clock the time of day, for what others read
 * @param nanoTime a clock that never goes back, for how long runs take
 * @param pace when runs say that they are under way
 * @param ownership which objects this replica works on
 * @param tracing is told of each step of each run
 * @param turns which writes to objects take, as do all requests to their API server
 */
public record FrameServices(
    Clock clock,
    LongSupplier nanoTime,
    EventRecorder events,
    Schedule<ObjectKey> schedule,
    RunObserver observer,
    ProgressPace pace,
    Ownership ownership,
    Tracing tracing,
    RequestTurns turns) {
  /** Services of the only replica, whose runs say at once that they are under way. */
  public FrameServices(
      Clock clock, EventRecorder events, Schedule<ObjectKey> schedule, RunObserver observer) {
    this(clock, events, schedule, observer, ProgressPace.immediate());
  }

  /** Services of the only replica. */
  public FrameServices(
      Clock clock,
      EventRecorder events,
      Schedule<ObjectKey> schedule,
      RunObserver observer,
      ProgressPace pace) {
    this(
        clock,
        System::nanoTime,
        events,
        schedule,
        observer,
        pace,
        Ownership.EVERYTHING,
        Tracing.OFF,
        RequestTurns.usual());
  }
}
