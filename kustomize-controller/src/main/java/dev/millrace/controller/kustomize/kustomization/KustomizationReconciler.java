package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.controller.kustomize.config.KustomizeFlags;
import dev.millrace.controller.kustomize.drift.DriftWatch;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.reconcile.KindController;
import dev.millrace.runtime.watch.ChangeWatch;
import dev.millrace.runtime.watch.ReadinessWatch;
import dev.millrace.runtime.watch.ReferenceIndex;
import dev.millrace.runtime.watch.WatchCache;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where the framework meets the Kustomization pipeline: what is watched, and what runs. */
@Singleton
public final class KustomizationReconciler implements ConfigurableReconciler<Kustomization> {
  private final KindController<Kustomization, KustomizationStatus> controller;
  private final DriftWatch drift;
  private final WatchCache cache;
  private final Waits<Kustomization> waits;
  private final FeatureGates gates;
  private final String configSelector;

  /** Reconciles with a pipeline. */
  @Inject
  public KustomizationReconciler(
      KindControllers controllers,
      KustomizationPipeline pipeline,
      DriftWatch drift,
      WatchCache cache,
      Waits<Kustomization> waits,
      FeatureGates gates,
      KustomizeFlags flags) {
    this.controller =
        controllers.create(new KustomizationKind(), pipeline, "gotk-kustomize-controller");
    this.drift = drift;
    this.cache = cache;
    this.waits = waits;
    this.gates = gates;
    this.configSelector = flags.common().watchConfigsLabelSelector();
  }

  @Override
  public UpdateControl<Kustomization> reconcile(
      Kustomization object, Context<Kustomization> context) throws Exception {
    return controller.reconcile(object, context);
  }

  @Override
  public List<EventSource<?, Kustomization>> prepareEventSources(
      EventSourceContext<Kustomization> context) {
    Watches<Kustomization> watches = new Watches<>(context);
    ReferenceIndex<Kustomization> sources =
        ReferenceIndex.create(context, "source", object -> List.of(References.source(object)));
    List<EventSource<?, Kustomization>> all = new ArrayList<>();
    all.add(source(watches, GitRepository.class, sources));
    all.add(source(watches, OCIRepository.class, sources));
    all.add(source(watches, Bucket.class, sources));
    if (gates.on("ExternalArtifact")) {
      all.add(source(watches, ExternalArtifact.class, sources));
    }
    cache.use("Kustomization", context.getPrimaryCache());
    all.add(new ChangeWatch<>(Kustomization.class, waits::changed, GuardDeletions::changed));
    all.add(
        new ReadinessWatch<>(
            Kustomization.class,
            ReferenceIndex.create(context, "dependsOn", References::dependencies),
            KustomizationReconciler::mattersToDependents));
    if (!gates.on("DisableConfigWatchers")) {
      ReferenceIndex<Kustomization> configs =
          ReferenceIndex.create(context, "configs", References::configs);
      all.add(watches.configMaps(configSelector, configs, waits::changedConfig));
      all.add(watches.secrets(configSelector, configs, waits::changedConfig));
    }
    drift.onDue(waits::drifted);
    all.add(drift.source());
    return all;
  }

  private <S extends SourceObject> EventSource<S, Kustomization> source(
      Watches<Kustomization> watches, Class<S> type, ReferenceIndex<Kustomization> index) {
    InformerEventSource<S, Kustomization> watch =
        watches.newRevisions(type, index, waits::changedSource);
    cache.use(type.getSimpleName(), watch);
    return watch;
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<Kustomization> framework) {
    controller.configure(framework);
  }

  private static boolean mattersToDependents(Kustomization now, Kustomization before) {
    return isReady(now) != isReady(before)
        || now.status().observedGeneration() != before.status().observedGeneration()
        || !Objects.equals(
            now.status().lastAppliedRevision(), before.status().lastAppliedRevision())
        || !Objects.equals(
            now.status().lastAttemptedRevision(), before.status().lastAttemptedRevision());
  }

  private static boolean isReady(Kustomization object) {
    return Conditions.holds(object.status().conditions(), ConditionType.READY);
  }
}
