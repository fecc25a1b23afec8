package dev.millrace.runtime.event;

/** Where reconcilers tell news. Telling never blocks and never fails. */
@FunctionalInterface
public interface EventRecorder {
  /** Tells news about an object. */
  void record(EventSubject subject, Notice notice);

  /**
   * Waits until the notification service has taken what was told of an object, but not for long,
   * and not at all while that service does not answer. Who writes only then that the work is done
   * tells it again after a crash, rather than never.
   */
  default void awaitTaken(EventSubject subject) {}
}
