package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.runtime.logging.LogContext;
import dev.millrace.runtime.logging.LogSubject;
import dev.millrace.runtime.schedule.Schedule;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins a kind's frame with the operator framework. Reconcilers delegate to it; it is the only
 * place that knows how the framework wants to be told things.
 *
 * @param <R> the kind
 * @param <S> the kind's status
 */
public final class KindController<R extends ReconciledObject<S>, S extends ReconciledStatus<S>> {
  private static final Logger LOG = LoggerFactory.getLogger(KindController.class);

  private final Kind<R> kind;
  private final ReconcileFrame<R, S> frame;
  private final WatchScope scope;
  private final String fieldManager;
  private final Schedule<ObjectKey> schedule;
  private final ObjectRequests requests;
  private final PlannedRuns<R> planned;

  /**
   * @param fieldManager who writes finalizers and status, as {@code metadata.managedFields} shows
   *     it
   */
  public KindController(
      FrameServices services,
      Kind<R> kind,
      ReconcileFrame<R, S> frame,
      WatchScope scope,
      String fieldManager) {
    this(services, kind, frame, scope, fieldManager, new PlannedRuns<>(System::nanoTime));
  }

  KindController(
      FrameServices services,
      Kind<R> kind,
      ReconcileFrame<R, S> frame,
      WatchScope scope,
      String fieldManager,
      PlannedRuns<R> planned) {
    this.kind = kind;
    this.frame = frame;
    this.scope = scope;
    this.fieldManager = fieldManager;
    this.schedule = services.schedule();
    this.requests = new ObjectRequests(services.turns());
    this.planned = planned;
    services.ownership().onLoss(planned::dropIf);
  }

  /**
   * What the framework calls for every event that passed {@link #configure}'s filters. It is told
   * nothing about the next run: {@link PlannedRuns} sees to that.
   */
  public UpdateControl<R> reconcile(R object, Context<R> context) {
    ObjectKey key = ObjectKey.of(object);
    planned.join(context.eventSourceRetriever());
    planned.drop(key);
    if (context.isPrimaryResourceDeleted()) {
      frame.forget(key);
    } else {
      try (LogContext _ = LogContext.enter(LogSubject.of(object))) {
        run(key, new ClusterWriter<R, S>(context, kind, fieldManager, requests))
            .ifPresent(delay -> planned.plan(key, delay));
      }
    }
    return UpdateControl.noUpdate();
  }

  /** Whatever happens is answered with another run. */
  private Optional<Duration> run(ObjectKey key, ObjectWriter<R, S> writer) {
    try {
      return frame.reconcile(key, writer);
    } catch (InterruptedException _) {
      LOG.info("a run was told to end; it is tried again");
    } catch (Exception | Error e) {
      LOG.error("a run ended in an error; it is tried again", e);
    }
    return Optional.of(schedule.afterUnwritten(key));
  }

  /**
   * Sets the framework up for this kind: which objects are watched, which changes start a run, and
   * no rate limit or finalizer handling of its own. Its retries never happen, since no run throws.
   */
  public void configure(ControllerConfigurationOverrider<R> framework) {
    scope.apply(framework);
    framework
        .withGenerationAware(false)
        .withOnUpdateFilter(PrimaryChange::startsRun)
        .withRateLimiter(new NoRateLimit());
  }
}
