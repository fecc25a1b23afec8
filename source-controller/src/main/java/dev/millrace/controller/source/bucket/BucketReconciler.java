package dev.millrace.controller.source.bucket;

import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.BucketStatus;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Where the framework meets the Bucket pipeline. */
@Singleton
public final class BucketReconciler implements ConfigurableReconciler<Bucket> {
  private final KindController<Bucket, BucketStatus> controller;

  /** Reconciles with a pipeline. */
  @Inject
  public BucketReconciler(KindControllers controllers, BucketPipeline pipeline) {
    this.controller = controllers.create(new BucketKind(), pipeline);
  }

  @Override
  public UpdateControl<Bucket> reconcile(Bucket object, Context<Bucket> context) throws Exception {
    return controller.reconcile(object, context);
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<Bucket> framework) {
    controller.configure(framework);
  }
}
