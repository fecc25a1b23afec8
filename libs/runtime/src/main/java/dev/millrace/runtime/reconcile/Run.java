package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.event.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One reconciliation of one object, as its pipeline sees it. Not shared between threads.
 *
 * @param <R> the kind
 * @param <S> the kind's status
 */
public interface Run<R, S> extends Progress {
  /** The object as it was when the run began. Pipelines never change it. */
  R object();

  /** The status as it stands, with the changes of this run. */
  S status();

  /**
   * Changes fields of the status; they are written with the next progress report or at the end of
   * the run, whatever its outcome. Conditions, {@code observedGeneration} and {@code
   * lastHandledReconcileAt} are not changed this way: the frame owns them.
   */
  void update(UnaryOperator<S> change);

  /**
   * Says what is being done, and writes that and all changes of the status before it returns: for
   * what has to be known if the process ends right after it.
   */
  void checkpoint(String message);

  /**
   * Says how one of the kind's own conditions is. Ready can be said, too: it is then what a failed
   * run shows there instead of why it ends, such as what went wrong in the last of too many
   * attempts.
   */
  void mark(Mark mark);

  /** Says that one of the kind's own conditions is absent. */
  void unmark(String conditionType);

  /**
   * Adds a fact that goes with every event of this run, such as {@code revision}; keys without
   * prefix.
   */
  void fact(String key, String value);

  /** Tells news about the object. */
  void tell(Notice notice);

  /**
   * Counts managed objects that were not as they had been applied, for metrics; may be called more
   * than once.
   *
   * @param found how many there were
   * @param healed how many were put right
   */
  void drift(int found, int healed);

  /**
   * Says that this run is the first to bring a revision into effect, for metrics. It is measured
   * when the run ends well, from the revision or the object on, whichever is younger.
   *
   * @param offered since when the revision has been there to be fetched
   */
  void rollsOut(Instant offered);

  /**
   * Whether the object's spec is another one than that which was brought about before; false when
   * none was.
   */
  boolean hasNewSpec();

  /** Whether the object was changed or a run requested since this run began. */
  boolean superseded();

  /** How long this run has been under way, whatever became of the time of day. */
  Duration elapsed();

  /** The value of the reconcile request this run serves; empty when nobody asked for it. */
  Optional<String> requestedAt();

  /**
   * Says that this run comes of others or that others will come of it, for traces; what was said
   * last counts.
   *
   * @param lineage asked only if somebody traces
   */
  void belongsTo(Supplier<Lineage> lineage);

  /**
   * Takes one of the pipeline's steps, which becomes a part of the trace of this run.
   *
   * @param name verb and object, the same for all objects of the kind: it tells nothing of them
   */
  <T, E extends Exception> T step(String name, Step<T, E> step) throws E;

  /** Takes a step that yields nothing; see {@link #step}. */
  default <E extends Exception> void take(String name, Step.Silent<E> step) throws E {
    this.<Boolean, E>step(
        name,
        () -> {
          step.take();
          return true;
        });
  }

  /**
   * Waits without holding one of the controller's slots, so that other objects are reconciled
   * meanwhile.
   */
  <T> T parked(Callable<T> wait) throws Exception;

  /**
   * Lets runs go first that wait for one of the controller's slots: what is left of this one is not
   * urgent, such as a status that tells of nothing that anybody waits for.
   */
  void letOthersGoFirst();
}
