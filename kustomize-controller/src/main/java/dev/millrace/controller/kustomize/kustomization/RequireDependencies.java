package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.DependencyReference;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.dependency.ClusterDependencies;
import dev.millrace.runtime.dependency.Demand;
import dev.millrace.runtime.dependency.DependencyGate;
import dev.millrace.runtime.dependency.ReadyRule;
import dev.millrace.runtime.reference.ReferenceKey;
import dev.millrace.runtime.watch.WatchCache;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a run go on only when what it depends on is ready (FLUX.md 3.2). */
public final class RequireDependencies {
  private final KubernetesClient client;
  private final DependencyGate<Kustomization> gate;

  /**
   * Believes a watch that a dependency is not ready; that it is ready, the API server has to say.
   *
   * @param additive whether expressions come on top of the check of Ready ({@code
   *     AdditiveCELDependencyCheck})
   */
  public RequireDependencies(KubernetesClient client, WatchCache cache, boolean additive) {
    this.client = client;
    this.gate =
        new DependencyGate<>(
            new ClusterDependencies<>(
                client,
                Kustomization.class,
                key -> cache.find(key, Kustomization.class),
                References::dependencies),
            additive);
  }

  /** Ends the run with DependencyNotReady unless all dependencies are ready. */
  void of(Task task) {
    Kustomization object = task.object();
    Source source = task.source();
    List<ReferenceKey> keys = References.dependencies(object);
    List<Demand<Kustomization>> demands = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      DependencyReference dependency = object.spec().dependsOn().get(i);
      demands.add(
          new Demand<>(
              keys.get(i),
              task.expressions().readyRule(dependency, this::tree),
              isAtRevisionOf(source)));
    }
    gate.require(object, demands, isNew(object, source));
  }

  /** What was applied already is not held up by what a watch has not shown yet. */
  private static boolean isNew(Kustomization object, Source source) {
    KustomizationStatus status = object.status();
    return status.observedGeneration() != object.getMetadata().getGeneration()
        || !source.revision().equals(status.lastAttemptedRevision());
  }

  private static ReadyRule<Kustomization> isAtRevisionOf(Source source) {
    return (_, dependency) ->
        References.source(dependency).equals(source.key()) && !isAt(dependency, source)
            ? Optional.of("it is not updated to revision " + source.revision() + " yet")
            : Optional.empty();
  }

  /** A revision that changed nothing of a dependency is only attempted, not applied. */
  private static boolean isAt(Kustomization dependency, Source source) {
    KustomizationStatus status = dependency.status();
    boolean isReady = Conditions.holds(status.conditions(), ConditionType.READY);
    return source.revision().equals(status.lastAppliedRevision())
        || (isReady && source.revision().equals(status.lastAttemptedRevision()));
  }

  private Map<?, ?> tree(Kustomization object) {
    return client.getKubernetesSerialization().convertValue(object, Map.class);
  }
}
