package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.outcome.Outcome;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Is told what one run does, step by step; traces are made of it. Used by the run's thread only.
 */
public interface RunTrace {
  /** A trace that nobody looks at. */
  RunTrace UNSEEN =
      new RunTrace() {
        @Override
        public <T, E extends Exception> T step(String name, Step<T, E> step) throws E {
          return step.take();
        }

        @Override
        public void belongsTo(Supplier<Lineage> lineage) {}

        @Override
        public void ended(Outcome outcome, Optional<String> revision) {}
      };

  /** Takes a step. */
  <T, E extends Exception> T step(String name, Step<T, E> step) throws E;

  /** The run comes of others or others will come of it. */
  void belongsTo(Supplier<Lineage> lineage);

  /**
   * The run is over and its result is written.
   *
   * @param revision what the run was about, if that is known
   */
  void ended(Outcome outcome, Optional<String> revision);
}
