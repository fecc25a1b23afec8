package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.extensions.ArtifactGeneratorStatus;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.metrics.StateSource;
import dev.millrace.runtime.reconcile.KindController;
import dev.millrace.runtime.watch.ReferenceIndex;
import dev.millrace.runtime.watch.Watches;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Where the framework meets the generator's pipeline; new revisions of sources wake it. */
@Singleton
public final class ArtifactGeneratorReconciler
    implements ConfigurableReconciler<ArtifactGenerator>, StateSource {
  /** The name under which Flux's program of this kind writes, so that either can take over. */
  static final String FIELD_MANAGER = "source-watcher";

  private final KindController<ArtifactGenerator, ArtifactGeneratorStatus> controller;
  private volatile StateSource offered = Stream::empty;

  /** Reconciles with a pipeline. */
  @Inject
  public ArtifactGeneratorReconciler(
      KindControllers controllers, ArtifactGeneratorPipeline pipeline) {
    this.controller = controllers.create(new ArtifactGeneratorKind(), pipeline, FIELD_MANAGER);
  }

  @Override
  public UpdateControl<ArtifactGenerator> reconcile(
      ArtifactGenerator object, Context<ArtifactGenerator> context) throws Exception {
    return controller.reconcile(object, context);
  }

  @Override
  public List<EventSource<?, ArtifactGenerator>> prepareEventSources(
      EventSourceContext<ArtifactGenerator> context) {
    ReferenceIndex<ArtifactGenerator> sources =
        ReferenceIndex.create(context, "source", ObservedSources::keys);
    Watches<ArtifactGenerator> watches = new Watches<>(context);
    InformerEventSource<ExternalArtifact, ArtifactGenerator> artifacts =
        watches.newRevisions(ExternalArtifact.class, sources);
    offered = new OfferedArtifacts(context.getPrimaryCache(), artifacts);
    return List.of(
        watches.newRevisions(GitRepository.class, sources),
        watches.newRevisions(OCIRepository.class, sources),
        watches.newRevisions(Bucket.class, sources),
        watches.newRevisions(HelmChart.class, sources),
        artifacts);
  }

  @Override
  public Stream<? extends FluxObject> objects() {
    return offered.objects();
  }

  @Override
  public void updateConfigurationFrom(
      ControllerConfigurationOverrider<ArtifactGenerator> framework) {
    controller.configure(framework);
  }
}
