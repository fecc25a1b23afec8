package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.event.EventRecorder;
import dev.millrace.runtime.schedule.Schedule;
import java.time.Clock;

/** What the frames of one controller share. */
public record FrameServices(
    Clock clock, EventRecorder events, Schedule<ObjectKey> schedule, RunObserver observer) {}
