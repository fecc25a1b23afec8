package dev.millrace.controller.source.gitrepository;

import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Where the framework meets the GitRepository pipeline; news of one remote wake all its objects.
 */
@Singleton
public final class GitRepositoryReconciler implements ConfigurableReconciler<GitRepository> {
  private final KindController<GitRepository, GitRepositoryStatus> controller;

  private final RecentAnswers answers;

  /**
   * Reconciles with a pipeline.
   *
   * @param answers that the pipeline learns; news in them wake other objects
   */
  @Inject
  public GitRepositoryReconciler(
      KindControllers controllers, GitRepositoryPipeline pipeline, RecentAnswers answers) {
    this.controller = controllers.create(new GitRepositoryKind(), pipeline);
    this.answers = answers;
  }

  @Override
  public List<EventSource<?, GitRepository>> prepareEventSources(
      EventSourceContext<GitRepository> context) {
    SimpleInboundEventSource<GitRepository> news = new SimpleInboundEventSource<>("remote-news");
    answers.wakeWith(key -> news.propagateEvent(new ResourceID(key.name(), key.namespace())));
    return List.of(news);
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
