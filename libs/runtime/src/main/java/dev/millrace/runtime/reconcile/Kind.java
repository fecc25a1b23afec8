package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.condition.ConditionPlan;
import java.time.Duration;
import java.util.Optional;

/**
 * What the frame has to know of a kind.
 *
 * @param <R> the kind
 * @param <S> the kind's status
 */
public interface Kind<R, S> {
  /** The finalizer of all kinds but ArtifactGenerator (FLUX.md 1.1). */
  String FINALIZER = "finalizers.fluxcd.io";

  /** The Java type of the kind. */
  Class<R> type();

  /** An empty status. */
  S newStatus();

  /** The conditions of the kind. */
  ConditionPlan conditions();

  /** The object's interval; zero when it is reconciled only on events. */
  Duration interval(R object);

  /** Whether the owner switched reconciliation off. */
  boolean suspended(R object);

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

  /** The name of the finalizer. */
  default String finalizer() {
    return FINALIZER;
  }
}
