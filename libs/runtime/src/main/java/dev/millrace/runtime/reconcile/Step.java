package dev.millrace.runtime.reconcile;

/**
 * What a named step of a pipeline does.
 *
 * @param <T> what it finds or makes
 * @param <E> what it may throw besides unchecked exceptions
 */
@FunctionalInterface
public interface Step<T, E extends Exception> {
  /** Does it. */
  T take() throws E;

  /**
   * A step that yields nothing.
   *
   * @param <E> what it may throw besides unchecked exceptions
   */
  @FunctionalInterface
  interface Silent<E extends Exception> {
    /** Does it. */
    void take() throws E;
  }
}
