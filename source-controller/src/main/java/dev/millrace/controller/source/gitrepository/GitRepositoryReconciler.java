package dev.millrace.controller.source.gitrepository;

import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Where the framework meets the GitRepository pipeline. */
@Singleton
public final class GitRepositoryReconciler implements ConfigurableReconciler<GitRepository> {
  private final KindController<GitRepository, GitRepositoryStatus> controller;

  /** Reconciles with a pipeline. */
  @Inject
  public GitRepositoryReconciler(KindControllers controllers, GitRepositoryPipeline pipeline) {
    this.controller = controllers.create(new GitRepositoryKind(), pipeline);
  }

  @Override
  public UpdateControl<GitRepository> reconcile(
      GitRepository object, Context<GitRepository> context) throws Exception {
    return controller.reconcile(object, context);
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<GitRepository> framework) {
    controller.configure(framework);
  }
}
