package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.SOURCE_AWAITED;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.SOURCE_MISSING;
import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.SOURCE_NOT_READY;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.ReferenceKey;
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds the artifact that holds the chart. */
public final class FindChart {
  private final KubernetesClient client;
  private final WatchCache cache;
  private final Gates gates;

  /**
   * The feature gates that matter here.
   *
   * @param externalArtifacts {@code ExternalArtifact}
   * @param direct {@code DirectSourceFetch}: ask the API server rather than a watch
   */
  public record Gates(boolean externalArtifacts, boolean direct) {}

  /** Looks into the own cluster. */
  public FindChart(KubernetesClient client, WatchCache cache, Gates gates) {
    this.client = client;
    this.cache = cache;
    this.gates = gates;
  }

  /**
   * A chart that can be fetched.
   *
   * @param tagged whether the revision tells an OCI artifact apart from others of its tag
   */
  record ChartArtifact(Artifact artifact, boolean tagged) {}

  /** The artifact; ends the run when there is none that is up to date. */
  ChartArtifact of(ReferenceKey key) {
    SourceObject source = find(key);
    if (source instanceof ReconciledObject<?> object) {
      requireReady(key, object);
    }
    if (source.artifact().isEmpty()) {
      throw notReady(SOURCE_AWAITED, key, "does not have an artifact");
    }
    return new ChartArtifact(source.artifact().orElseThrow(), source instanceof OCIRepository);
  }

  private static void requireReady(ReferenceKey key, ReconciledObject<?> source) {
    List<Condition> conditions = source.status().conditions();
    long generation = Objects.requireNonNullElse(source.getMetadata().getGeneration(), 0L);
    if (tracksGenerations(source) && source.status().observedGeneration() != generation) {
      Optional<Condition> problem =
          Conditions.find(conditions, ConditionType.READY).filter(Condition::fails);
      throw problem.isPresent()
          ? notReady(SOURCE_NOT_READY, key, problem.get().message())
          : notReady(SOURCE_AWAITED, key, "latest generation of object has not been reconciled");
    }
    Conditions.find(conditions, ConditionType.STALLED)
        .filter(Condition::holds)
        .ifPresent(
            stalled -> {
              throw notReady(SOURCE_NOT_READY, key, stalled.message());
            });
  }

  /**
   * Whoever makes an ExternalArtifact only says what it is, not of which generation (FLUX.md 1.4).
   */
  private static boolean tracksGenerations(ReconciledObject<?> source) {
    return !(source instanceof ExternalArtifact);
  }

  private static ReconcileFailure notReady(HelmReleaseReason reason, ReferenceKey key, String why) {
    return new ReconcileFailure(
        reason,
        "%s '%s/%s' is not ready: %s".formatted(key.kind(), key.namespace(), key.name(), why));
  }

  private SourceObject find(ReferenceKey key) {
    Class<? extends SourceObject> type = typeOf(key);
    Optional<? extends SourceObject> known =
        gates.direct() ? Optional.empty() : cache.find(key, type);
    return known.isPresent() ? known.get() : read(key, type);
  }

  /** A watch may not have shown yet what was just made. */
  private SourceObject read(ReferenceKey key, Class<? extends SourceObject> type) {
    SourceObject source =
        client.resources(type).inNamespace(key.namespace()).withName(key.name()).get();
    return Optional.ofNullable(source)
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    SOURCE_MISSING,
                    "could not get Source object: %s '%s/%s' not found"
                        .formatted(key.kind(), key.namespace(), key.name())));
  }

  private Class<? extends SourceObject> typeOf(ReferenceKey key) {
    return switch (key.kind()) {
      case "HelmChart" -> HelmChart.class;
      case "OCIRepository" -> OCIRepository.class;
      case "ExternalArtifact" -> {
        if (!gates.externalArtifacts()) {
          throw new ReconcileFailure(
              GeneralReason.FEATURE_GATE_DISABLED,
              "the feature gate ExternalArtifact is disabled; start the controller with"
                  + " --feature-gates=ExternalArtifact=true");
        }
        yield ExternalArtifact.class;
      }
      default ->
          throw new ReconcileFailure(
              SOURCE_NOT_READY,
              "chartRef '%s' has a kind that is not supported; use HelmChart, OCIRepository or"
                      .formatted(key)
                  + " ExternalArtifact");
    };
  }
}
