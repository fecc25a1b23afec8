package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ApiProblem;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything around a pipeline that is the same for every kind: finalizer, suspend, deletion, the
 * status at begin and end, events, the next run (STYLE.md 4.3). One bad object never stops others:
 * whatever a pipeline throws becomes an outcome of that object.
 *
 * @param <R> the kind
 * @param <S> the kind's status
 */
public final class ReconcileFrame<R extends ReconciledObject<S>, S extends ReconciledStatus<S>> {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileFrame.class);

  private final FrameServices services;
  private final Kind<R> kind;
  private final Pipeline<R, S> pipeline;
  private final RunSlots slots;

  /** A frame for one kind. */
  public ReconcileFrame(
      FrameServices services, Kind<R> kind, Pipeline<R, S> pipeline, RunSlots slots) {
    this.services = services;
    this.kind = kind;
    this.pipeline = pipeline;
    this.slots = slots;
  }

  /**
   * Runs once for an object, in one of the controller's slots.
   *
   * @return the delay until the next run: zero for at once, empty when only an event can start one
   */
  public Optional<Duration> reconcile(ObjectKey key, ObjectWriter<R, S> writer) throws Exception {
    try (RunObserver.Turn waiting = services.observer().queued(key)) {
      return slots.inSlot(
          key.namespace(),
          () -> {
            waiting.began();
            return work(key, writer);
          });
    } catch (RuntimeException e) {
      LOG.error("the result of a run could not be written; it is tried again", e);
      return Optional.of(services.schedule().afterUnwritten(key));
    }
  }

  /** Forgets what is remembered of an object that is gone. */
  public void forget(ObjectKey key) {
    services.ownership().forget(key);
    letGo(key);
  }

  private void letGo(ObjectKey key) {
    services.schedule().forget(key);
    services.observer().forgotten(key);
  }

  private Optional<Duration> work(ObjectKey key, ObjectWriter<R, S> writer)
      throws InterruptedException {
    try (Hold hold = services.ownership().enter(key)) {
      Optional<R> found = writer.latest();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      R object = found.get();
      if (hold.kind() != Hold.Kind.OWN) {
        pipeline.forget(object);
      }
      return switch (hold.kind()) {
        case OWN, NEW -> dispatch(object, writer);
        case TAKEN_OVER ->
            Unfinished.is(object)
                ? dispatch(object, writer)
                : leaveAlone(object, hold.unattended());
        case ELSEWHERE -> {
          letGo(key);
          yield Optional.empty();
        }
      };
    }
  }

  /** Leaves an object that was taken over as it is, until its interval is over. */
  private Optional<Duration> leaveAlone(R object, Duration unattended) {
    return services.schedule().takenOver(kind.interval(object), unattended);
  }

  private Optional<Duration> dispatch(R object, ObjectWriter<R, S> writer)
      throws InterruptedException {
    boolean ours = object.hasFinalizer(kind.finalizer());
    if (object.isMarkedForDeletion()) {
      return ours ? delete(object, writer) : Optional.empty();
    }
    if (kind.isStatic(object)) {
      return makeStatic(object, writer);
    }
    Optional<R> guarded =
        ours ? Optional.of(object) : writer.addFinalizer(object, kind.finalizer());
    return guarded.isPresent() ? run(guarded.get(), writer) : Optional.empty();
  }

  private Optional<Duration> run(R object, ObjectWriter<R, S> writer) throws InterruptedException {
    ActiveRun<R, S> run = new ActiveRun<>(services, kind, slots, writer, object);
    Outcome outcome;
    if (object.suspended()) {
      outcome = new Outcome.Suspended();
    } else {
      if (!kind.announcesRuns()) {
        run.begin();
      }
      outcome = attempt(() -> pipeline.run(run));
    }
    return conclude(run, outcome);
  }

  private Optional<Duration> delete(R object, ObjectWriter<R, S> writer)
      throws InterruptedException {
    ActiveRun<R, S> run = new ActiveRun<>(services, kind, slots, writer, object);
    Outcome outcome = attempt(() -> pipeline.delete(run));
    if (outcome instanceof Outcome.Deleted) {
      writer.removeFinalizer(run.newest(), kind.finalizer());
      run.ended(outcome);
      return Optional.empty();
    }
    return conclude(run, outcome);
  }

  private Optional<Duration> conclude(ActiveRun<R, S> run, Outcome outcome) {
    ObjectKey key = ObjectKey.of(run.object());
    run.finish(outcome);
    tell(run, outcome);
    Duration duration = run.elapsed();
    Optional<Duration> next =
        run.superseded()
            ? Optional.of(Duration.ZERO)
            : services
                .schedule()
                .next(key, outcome, kind.interval(run.object()), retryInterval(run.object()));
    RunLog.finished(LOG, outcome, duration, next);
    services
        .observer()
        .finished(
            new RunReport(key, services.clock().instant(), duration, outcome, run.findings()));
    return next;
  }

  /** Who deletes an object waits for it, however patient the object is otherwise. */
  private Optional<Duration> retryInterval(R object) {
    return object.isMarkedForDeletion() ? Optional.empty() : kind.retryInterval(object);
  }

  /** The one place where failures become outcomes. */
  private Outcome attempt(Attempt attempt) throws InterruptedException {
    try {
      return attempt.run();
    } catch (ReconcileFailure failure) {
      return Outcome.of(failure, services.schedule().dependencyDelay());
    } catch (KubernetesClientException e) {
      LOG.error("a request to the Kubernetes API failed", e);
      return internal(ApiProblem.of(e), e);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("reconciliation met a bug", e);
      return internal("internal error: " + e.getClass().getSimpleName(), e);
    }
  }

  private static Outcome internal(String message, Throwable cause) {
    return new Outcome.Retry(
        new ReconcileFailure(
            GeneralReason.INTERNAL_ERROR,
            message + "; the controller's log has the details",
            cause));
  }

  private void tell(ActiveRun<R, S> run, Outcome outcome) {
    switch (outcome) {
      case Outcome.Waiting(Reason reason, String message, _) -> tellFailure(run, reason, message);
      case Outcome.Stalled(Reason reason, String message) -> tellFailure(run, reason, message);
      case Outcome.Retry(ReconcileFailure failure) ->
          tellFailure(run, failure.reason(), failure.text());
      case Outcome.Ready(Reason reason, String message) -> tellRecovery(run, reason, message);
      case Outcome.Unchanged(Reason reason, String message) -> tellRecovery(run, reason, message);
      case Outcome.Suspended(), Outcome.Deleted() -> {}
    }
  }

  private void tellFailure(ActiveRun<R, S> run, Reason reason, String message) {
    if (reason.notifies()) {
      run.tell(new Notice(reason.severity(), reason.text(), message, Map.of()));
    }
  }

  /** News for those who heard of the failure, unless the pipeline told good news itself. */
  private void tellRecovery(ActiveRun<R, S> run, Reason reason, String message) {
    if (run.readyBefore().filter(Condition::fails).isPresent() && !run.toldGoodNews()) {
      run.tell(Notice.info(reason.text(), message));
    }
  }

  /**
   * Nobody reconciles the object any more: what was made for it goes, then status and finalizer.
   */
  private Optional<Duration> makeStatic(R object, ObjectWriter<R, S> writer)
      throws InterruptedException {
    boolean ours = object.hasFinalizer(kind.finalizer());
    if (ours) {
      ActiveRun<R, S> run = new ActiveRun<>(services, kind, slots, writer, object);
      Outcome outcome = attempt(() -> pipeline.delete(run));
      if (!(outcome instanceof Outcome.Deleted)) {
        return conclude(run, outcome);
      }
      run.ended(outcome);
    }
    R current =
        object.status().conditions().isEmpty() ? object : writer.clearStatus(object).orElse(object);
    if (ours) {
      writer.removeFinalizer(current, kind.finalizer());
    }
    forget(ObjectKey.of(object));
    return Optional.empty();
  }

  @FunctionalInterface
  private interface Attempt {
    Outcome run() throws InterruptedException;
  }
}
