package dev.millrace.runtime.application;

import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.runtime.reconcile.FrameServices;
import dev.millrace.runtime.reconcile.Kind;
import dev.millrace.runtime.reconcile.KindController;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.ReconcileFrame;
import dev.millrace.runtime.reconcile.RunSlots;
import dev.millrace.runtime.reconcile.WatchScope;

/** Makes the controllers of kinds from their pipelines. */
public final class KindControllers {
  private final FrameServices services;
  private final int concurrent;
  private final WatchScope scope;
  private final ControllerIdentity identity;

  /**
   * @param concurrent how many objects of one kind are reconciled at the same time
   */
  public KindControllers(
      FrameServices services, int concurrent, WatchScope scope, ControllerIdentity identity) {
    this.services = services;
    this.concurrent = concurrent;
    this.scope = scope;
    this.identity = identity;
  }

  /** A controller that writes under the name of this program. */
  public <R extends ReconciledObject<S>, S extends ReconciledStatus<S>> KindController<R, S> create(
      Kind<R> kind, Pipeline<R, S> pipeline) {
    return create(kind, pipeline, identity.name());
  }

  /** A controller that writes under a name of its own. */
  public <R extends ReconciledObject<S>, S extends ReconciledStatus<S>> KindController<R, S> create(
      Kind<R> kind, Pipeline<R, S> pipeline, String fieldManager) {
    ReconcileFrame<R, S> frame =
        new ReconcileFrame<>(services, kind, pipeline, new RunSlots(concurrent));
    return new KindController<>(services, kind, frame, scope, fieldManager);
  }
}
