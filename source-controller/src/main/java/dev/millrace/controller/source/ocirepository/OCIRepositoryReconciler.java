package dev.millrace.controller.source.ocirepository;

import dev.millrace.api.source.OCIRepository;
import dev.millrace.api.source.OCIRepositoryStatus;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Where the framework meets the OCIRepository pipeline. */
@Singleton
public final class OCIRepositoryReconciler implements ConfigurableReconciler<OCIRepository> {
  private final KindController<OCIRepository, OCIRepositoryStatus> controller;

  /** Reconciles with a pipeline. */
  @Inject
  public OCIRepositoryReconciler(KindControllers controllers, OCIRepositoryPipeline pipeline) {
    this.controller = controllers.create(new OCIRepositoryKind(), pipeline);
  }

  @Override
  public UpdateControl<OCIRepository> reconcile(
      OCIRepository object, Context<OCIRepository> context) throws Exception {
    return controller.reconcile(object, context);
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<OCIRepository> framework) {
    controller.configure(framework);
  }
}
