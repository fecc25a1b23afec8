package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.outcome.Outcome;

/**
 * What is done for an object of a kind: named steps, top to bottom. Steps throw {@link
 * dev.millrace.runtime.outcome.ReconcileFailure}; any other exception counts as a bug.
 *
 * @param <R> the kind
 * @param <S> the kind's status
 */
public interface Pipeline<R, S> {
  /** Brings the object to its wanted state, or finds out why that can't be done. */
  Outcome run(Run<R, S> run) throws InterruptedException;

  /**
   * Removes what the object leaves behind, before its finalizer goes. A failure keeps the object
   * and is tried again.
   */
  default Outcome delete(Run<R, S> run) throws InterruptedException {
    return new Outcome.Deleted();
  }

  /**
   * Forgets what is remembered of an object from run to run: another replica works on it now, or
   * did until now.
   */
  default void forget(R object) {}
}
