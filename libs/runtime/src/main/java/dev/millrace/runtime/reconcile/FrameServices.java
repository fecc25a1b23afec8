package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.event.EventRecorder;
import dev.millrace.runtime.schedule.Schedule;
import java.time.Clock;

/**
 * What the frames of one controller share.
 *
 * @param pace when runs say that they are under way
 */
public record FrameServices(
    Clock clock,
    EventRecorder events,
    Schedule<ObjectKey> schedule,
    RunObserver observer,
    ProgressPace pace) {
  /** Services whose runs say at once that they are under way. */
  public FrameServices(
      Clock clock, EventRecorder events, Schedule<ObjectKey> schedule, RunObserver observer) {
    this(clock, events, schedule, observer, ProgressPace.immediate());
  }
}
