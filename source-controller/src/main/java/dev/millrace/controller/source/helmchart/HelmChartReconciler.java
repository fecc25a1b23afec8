package dev.millrace.controller.source.helmchart;

import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmChartStatus;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.reconcile.KindController;
import dev.millrace.runtime.watch.ReferenceIndex;
import dev.millrace.runtime.watch.Watches;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Where the framework meets the HelmChart pipeline; new revisions of sources wake charts. */
@Singleton
public final class HelmChartReconciler implements ConfigurableReconciler<HelmChart> {
  private final KindController<HelmChart, HelmChartStatus> controller;

  /** Reconciles with a pipeline. */
  @Inject
  public HelmChartReconciler(KindControllers controllers, HelmChartPipeline pipeline) {
    this.controller = controllers.create(new HelmChartKind(), pipeline);
  }

  @Override
  public UpdateControl<HelmChart> reconcile(HelmChart object, Context<HelmChart> context)
      throws Exception {
    return controller.reconcile(object, context);
  }

  @Override
  public List<EventSource<?, HelmChart>> prepareEventSources(
      EventSourceContext<HelmChart> context) {
    ReferenceIndex<HelmChart> sources =
        ReferenceIndex.create(context, "source", chart -> List.of(FindSource.key(chart)));
    Watches<HelmChart> watches = new Watches<>(context);
    return List.of(
        watches.newRevisions(HelmRepository.class, sources),
        watches.newRevisions(GitRepository.class, sources),
        watches.newRevisions(Bucket.class, sources));
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<HelmChart> framework) {
    controller.configure(framework);
  }
}
