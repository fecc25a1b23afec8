package dev.millrace.runtime.reconcile;

import java.util.Optional;

/**
 * How the frame sees and changes an object in the cluster. Every write returns the object as the
 * server has it afterwards, or empty when it is gone.
 *
 * @param <R> the kind
 * @param <S> the kind's status
 */
public interface ObjectWriter<R, S> {
  /** The object as far as this process knows it now. */
  Optional<R> latest();

  /** Adds a finalizer. */
  Optional<R> addFinalizer(R object, String finalizer);

  /** Removes a finalizer; other finalizers stay. */
  Optional<R> removeFinalizer(R object, String finalizer);

  /**
   * Writes a status: only what differs between the two is sent, and conditions of other writers are
   * kept.
   */
  Optional<R> writeStatus(R object, S before, S after);

  /** Removes the status altogether. */
  Optional<R> clearStatus(R object);
}
