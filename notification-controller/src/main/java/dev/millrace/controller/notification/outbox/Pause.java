package dev.millrace.controller.notification.outbox;

import java.time.Duration;

/** Waits between attempts. */
@FunctionalInterface
interface Pause {
  /** Waits in real time. */
  Pause SLEEP = Thread::sleep;

  void of(Duration length) throws InterruptedException;
}
