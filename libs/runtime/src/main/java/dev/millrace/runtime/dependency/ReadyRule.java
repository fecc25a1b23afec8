package dev.millrace.runtime.dependency;

import java.util.Optional;

/** Decides whether a dependency counts as ready. */
@FunctionalInterface
public interface ReadyRule<R> {
  /**
   * Why it does not; empty when it does.
   *
   * @param object that has the dependency
   */
  Optional<String> objection(R object, R dependency);

  /** A rule that objects to nothing. */
  static <R> ReadyRule<R> none() {
    return (_, _) -> Optional.empty();
  }
}
