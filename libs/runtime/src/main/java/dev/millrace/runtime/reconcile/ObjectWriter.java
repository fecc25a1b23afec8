package dev.millrace.runtime.reconcile;

import java.util.Map;
import java.util.Optional;

/**
 * How the frame changes an object in the cluster. Every method returns the object as the server has
 * it afterwards, or empty when it is gone.
 *
 * @param <R> the kind
 */
public interface ObjectWriter<R> {
  /** Adds a finalizer. */
  Optional<R> addFinalizer(R object, String finalizer);

  /** Removes a finalizer; other finalizers stay. */
  Optional<R> removeFinalizer(R object, String finalizer);

  /**
   * Writes a status: only what differs between the two trees is sent, and conditions of other
   * writers are kept.
   */
  Optional<R> writeStatus(R object, Map<String, Object> before, Map<String, Object> after);

  /** The object as far as this process knows it now. */
  Optional<R> latest();
}
