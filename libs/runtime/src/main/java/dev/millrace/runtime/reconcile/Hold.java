package dev.millrace.runtime.reconcile;

/**
 * What a replica may do with an object, until this is closed.
 *
 * @param end is told when it is closed
 */
public record Hold(Kind kind, Runnable end) implements AutoCloseable {
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
