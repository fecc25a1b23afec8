package dev.millrace.runtime.event;

/** Where reconcilers tell news. Never blocks and never fails: events are best effort. */
@FunctionalInterface
public interface EventRecorder {
  /** Tells news about an object. */
  void record(EventSubject subject, Notice notice);
}
