package dev.millrace.runtime.event;

/** One place events go to. */
@FunctionalInterface
interface EventSink {
  /** Delivers, with retries of its own; blocks until done or given up. */
  void deliver(EventMessage message) throws InterruptedException;
}
