package dev.millrace.runtime.reconcile;

import java.time.Duration;

/**
 * What a replica may do with an object, until this is closed.
 *
 * @param unattended for an object that was taken over: how long ago its last owner was seen at work
 * @param end is told when it is closed
 */
public record Hold(Kind kind, Duration unattended, Runnable end) implements AutoCloseable {
  /** A hold of an object that nobody has left unattended. */
  public Hold(Kind kind, Runnable end) {
    this(kind, Duration.ZERO, end);
  }

  /** Whose the object is. */
  public enum Kind {
    /** Another replica has it, or nobody does right now. */
    ELSEWHERE,
    /** This replica has it. */
    OWN,
    /** This replica has it from now on, and something may have happened to it unseen. */
    NEW,
    /** This replica has it from now on; another one looked after it until then. */
    TAKEN_OVER
  }

  @Override
  public void close() {
    end.run();
  }
}
