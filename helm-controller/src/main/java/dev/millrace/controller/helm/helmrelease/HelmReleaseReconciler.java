package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.cluster.waiting.Waits;
import dev.millrace.controller.helm.config.HelmFlags;
import dev.millrace.runtime.application.KindControllers;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.reconcile.Kind;
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
import java.util.Optional;
import java.util.function.BiPredicate;

/** Where the framework meets the HelmRelease pipeline: what is watched, and what runs. */
@Singleton
public final class HelmReleaseReconciler implements ConfigurableReconciler<HelmRelease> {
  private final KindController<HelmRelease, HelmReleaseStatus> controller;
  private final WatchCache cache;
  private final Waits<HelmRelease> waits;
  private final Rivals rivals;
  private final FeatureGates gates;
  private final String configSelector;

  /** What the frame knows of the kind. */
  public static Kind<HelmRelease> kind() {
    return new HelmReleaseKind();
  }

  /**
   * Reconciles with the pipeline, as the flags say.
   *
   * @param cache is given what this watches
   * @param waits are told what changes
   * @param rivals are found among what this watches
   */
  @Inject
  public HelmReleaseReconciler(
      KindControllers controllers,
      HelmReleasePipeline pipeline,
      WatchCache cache,
      Waits<HelmRelease> waits,
      Rivals rivals,
      FeatureGates gates,
      HelmFlags flags) {
    this.controller = controllers.create(new HelmReleaseKind(), pipeline);
    this.cache = cache;
    this.waits = waits;
    this.rivals = rivals;
    this.gates = gates;
    this.configSelector = flags.common().watchConfigsLabelSelector();
  }

  @Override
  public UpdateControl<HelmRelease> reconcile(HelmRelease object, Context<HelmRelease> context)
      throws Exception {
    return controller.reconcile(object, context);
  }

  @Override
  public List<EventSource<?, HelmRelease>> prepareEventSources(
      EventSourceContext<HelmRelease> context) {
    Watches<HelmRelease> watches = new Watches<>(context);
    ReferenceIndex<HelmRelease> sources =
        ReferenceIndex.create(
            context, "source", object -> References.chart(object).stream().toList());
    cache.use("HelmRelease", context.getPrimaryCache());
    rivals.use(
        ReferenceIndex.create(context, "release", object -> List.of(Rivals.claimOf(object))));
    List<EventSource<?, HelmRelease>> all = new ArrayList<>();
    all.add(new ChangeWatch<>(HelmRelease.class, waits::changed));
    all.add(source(watches, HelmChart.class, sources, HelmReleaseReconciler::matters));
    all.add(source(watches, OCIRepository.class, sources, Watches::hasNewRevision));
    if (gates.on("ExternalArtifact")) {
      all.add(source(watches, ExternalArtifact.class, sources, Watches::hasNewRevision));
    }
    all.add(
        new ReadinessWatch<>(
            HelmRelease.class,
            ReferenceIndex.create(context, "dependsOn", References::dependencies)));
    if (!gates.on("DisableConfigWatchers")) {
      ReferenceIndex<HelmRelease> configs =
          ReferenceIndex.create(context, "configs", References::configs);
      all.add(watches.configMaps(configSelector, configs, waits::changedConfig));
      all.add(watches.secrets(configSelector, configs, waits::changedConfig));
    }
    return all;
  }

  private <S extends SourceObject> EventSource<S, HelmRelease> source(
      Watches<HelmRelease> watches,
      Class<S> type,
      ReferenceIndex<HelmRelease> index,
      BiPredicate<S, S> matters) {
    InformerEventSource<S, HelmRelease> watch =
        watches.changes(type, index, matters, waits::changedSource);
    cache.use(type.getSimpleName(), watch);
    return watch;
  }

  @Override
  public void updateConfigurationFrom(ControllerConfigurationOverrider<HelmRelease> framework) {
    controller.configure(framework);
  }

  /** A new chart, or news about why there is none: the release shows that. */
  private static boolean matters(HelmChart now, HelmChart before) {
    return !now.artifact().equals(before.artifact())
        || now.status().observedGeneration() != before.status().observedGeneration()
        || !readiness(now).equals(readiness(before));
  }

  private static Optional<String> readiness(HelmChart chart) {
    return Conditions.find(chart.status().conditions(), ConditionType.READY)
        .filter(Condition::fails)
        .map(Condition::message);
  }
}
