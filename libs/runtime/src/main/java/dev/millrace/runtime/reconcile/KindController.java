package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Optional;

/**
 * Joins a kind's frame with the operator framework. Reconcilers delegate to it; it is the only
 * place that knows how the framework wants to be told things.
 *
 * @param <R> the kind
 * @param <S> the kind's status
 */
public final class KindController<R extends ReconciledObject<S>, S extends ReconciledStatus<S>> {
  private final Kind<R> kind;
  private final ReconcileFrame<R, S> frame;
  private final WatchScope scope;
  private final String fieldManager;

  /**
   * @param fieldManager who writes finalizers and status, as {@code metadata.managedFields} shows
   *     it
   */
  public KindController(
      Kind<R> kind, ReconcileFrame<R, S> frame, WatchScope scope, String fieldManager) {
    this.kind = kind;
    this.frame = frame;
    this.scope = scope;
    this.fieldManager = fieldManager;
  }

  /** What the framework calls for every event that passed {@link #configure}'s filters. */
  public UpdateControl<R> reconcile(R object, Context<R> context) throws Exception {
    ObjectKey key = ObjectKey.of(object);
    if (context.isPrimaryResourceDeleted()) {
      frame.forget(key);
      return UpdateControl.noUpdate();
    }
    try (RunContext _ = RunContext.enter(HasMetadata.getGroup(object.getClass()), key)) {
      Optional<Duration> next =
          frame.reconcile(key, new ClusterWriter<R, S>(context, kind, fieldManager));
      UpdateControl<R> nothingToWrite = UpdateControl.noUpdate();
      return next.map(delay -> nothingToWrite.rescheduleAfter(delay)).orElse(nothingToWrite);
    }
  }

  /**
   * Sets the framework up for this kind: which objects are watched, which changes start a run, and
   * no retry, rate limit or finalizer handling of its own.
   */
  public void configure(ControllerConfigurationOverrider<R> framework) {
    scope.apply(framework);
    framework
        .withGenerationAware(false)
        .withOnUpdateFilter(PrimaryChange::startsRun)
        .withRateLimiter(new NoRateLimit());
  }
}
