package dev.millrace.runtime.health;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether this process does its work: caches are filled and reconcilers run. */
public final class Readiness {
  private final AtomicBoolean ready = new AtomicBoolean();

  /** Says that it does. */
  public void ready() {
    ready.set(true);
  }

  /** Whether it does. */
  public boolean isReady() {
    return ready.get();
  }
}
