package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.condition.ConditionPlan;
import java.time.Duration;
import java.util.Optional;

/**
 * What the frame has to know of a kind.
 *
 * @param <R> the kind
 */
public interface Kind<R> {
  /** The finalizer of all kinds but ArtifactGenerator (FLUX.md 1.1). */
  String FINALIZER = "finalizers.fluxcd.io";

  /** The conditions of the kind. */
  ConditionPlan conditions();

  /**
   * The object's interval; zero when it is reconciled only on events. Throws {@link
   * dev.millrace.runtime.outcome.ReconcileFailure} when the field makes no sense.
   */
  Duration interval(R object);

  /** The fixed delay after failures, for kinds whose objects choose it; else delays grow. */
  default Optional<Duration> retryInterval(R object) {
    return Optional.empty();
  }

  /**
   * Whether the object is only read by others: it gets no finalizer and no status, and those an
   * older controller left are removed (FLUX.md 1.1).
   */
  default boolean isStatic(R object) {
    return false;
  }

  /**
   * Whether the pipeline itself says early that work begins, so that the frame need not, which
   * spares a request.
   */
  default boolean announcesRuns() {
    return false;
  }

  /**
   * Whether a suspended object counts as observed in the generation that it has: what waits for it
   * then goes by the result of its last run.
   */
  default boolean observesSuspended(R object) {
    return false;
  }

  /** The name of the finalizer. */
  default String finalizer() {
    return FINALIZER;
  }
}
