package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.DependencyReference;
import dev.millrace.cluster.spec.SpecExpressions;
import dev.millrace.runtime.dependency.ClusterDependencies;
import dev.millrace.runtime.dependency.Demand;
import dev.millrace.runtime.dependency.DependencyGate;
import dev.millrace.runtime.dependency.ReadyRule;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a run go on only when what it depends on is ready (FLUX.md 4.1). */
public final class RequireDependencies {
  private final KubernetesClient client;
  private final DependencyGate<HelmRelease> gate;

  /**
   * Reads dependencies from the cluster, not from a cache.
   *
   * @param additive whether expressions come on top of the check of Ready ({@code
   *     AdditiveCELDependencyCheck})
   */
  public RequireDependencies(KubernetesClient client, boolean additive) {
    this.client = client;
    this.gate =
        new DependencyGate<>(
            new ClusterDependencies<>(
                client, HelmRelease.class, _ -> Optional.empty(), References::dependencies),
            additive);
  }

  /** Ends the run with DependencyNotReady unless all dependencies are ready. */
  void of(HelmRelease object, SpecExpressions expressions) {
    List<ReferenceKey> keys = References.dependencies(object);
    List<Demand<HelmRelease>> demands = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      DependencyReference dependency = object.spec().dependsOn().get(i);
      demands.add(
          new Demand<>(
              keys.get(i), expressions.readyRule(dependency, this::tree), ReadyRule.none()));
    }
    gate.require(object, demands, true);
  }

  private Map<?, ?> tree(HelmRelease object) {
    return client.getKubernetesSerialization().convertValue(object, Map.class);
  }
}
