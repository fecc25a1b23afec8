package dev.millrace.helm.action;

/**
 * Where an action does what needs a processor rather than waits, such as rendering. A chart may
 * keep a processor busy for as long as the bounds of templates allow; whoever runs many actions
 * decides here which of them may do so at a time.
 */
public interface Computing {
  /** On the thread of the action. */
  Computing IN_PLACE =
      new Computing() {
        @Override
        public <T> T call(Work<T> work) throws ActionException {
          return work.call();
        }
      };

  /**
   * What is computed.
   *
   * @param <T> the result
   */
  @FunctionalInterface
  interface Work<T> {
    /** Computes it. */
    T call() throws ActionException;
  }

  /**
   * Does the work and waits for its result.
   *
   * @throws ActionException the one of the work, or one that says that the wait was interrupted
   */
  <T> T call(Work<T> work) throws ActionException;
}
