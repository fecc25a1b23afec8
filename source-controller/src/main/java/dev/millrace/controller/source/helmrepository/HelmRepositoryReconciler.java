package dev.millrace.controller.source.helmrepository;

import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.HelmRepositoryStatus;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Where the framework meets the HelmRepository pipeline. */
@Singleton
public final class HelmRepositoryReconciler implements ConfigurableReconciler<HelmRepository> {
  private final KindController<HelmRepository, HelmRepositoryStatus> controller;

  /** Reconciles with a pipeline. */
  @Inject
  public HelmRepositoryReconciler(KindControllers controllers, HelmRepositoryPipeline pipeline) {
    this.controller = controllers.create(new HelmRepositoryKind(), pipeline);
  }

  @Override
  public UpdateControl<HelmRepository> reconcile(
      HelmRepository object, Context<HelmRepository> context) throws Exception {
    return controller.reconcile(object, context);
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<HelmRepository> framework) {
    controller.configure(framework);
  }
}
