package dev.millrace.controller.imageautomation.imagerepository;

import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageRepositoryStatus;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.controller.imageautomation.tag.TagStore;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import java.time.Clock;

/** Reconciles ImageRepositories; see {@link ImageRepositoryPipeline}. */
@ControllerConfiguration(name = "imagerepository")
public final class ImageRepositoryReconciler
    implements Reconciler<ImageRepository>, ConfigurableReconciler<ImageRepository> {
  private final KindController<ImageRepository, ImageRepositoryStatus> controller;

  @Inject
  public ImageRepositoryReconciler(
      KindControllers controllers, ImageRegistry registry, TagStore store, Clock clock) {
    this.controller =
        controllers.create(
            new ImageRepositoryKind(clock), new ImageRepositoryPipeline(registry, store, clock));
  }

  @Override
  public UpdateControl<ImageRepository> reconcile(
      ImageRepository repository, Context<ImageRepository> context) throws Exception {
    return controller.reconcile(repository, context);
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<ImageRepository> framework) {
    controller.configure(framework);
  }
}
