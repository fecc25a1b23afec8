package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.cel.EvaluationException;
import dev.millrace.cel.Expression;
import dev.millrace.runtime.dependency.Dependencies;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a run go on only when what it depends on is ready (FLUX.md 4.1). */
public final class RequireDependencies {
  private final KubernetesClient client;
  private final boolean additive;

  /**
   * Reads dependencies from the cluster, not from a cache.
   *
   * @param additive whether expressions come on top of the check of Ready ({@code
   *     AdditiveCELDependencyCheck})
   */
  public RequireDependencies(KubernetesClient client, boolean additive) {
    this.client = client;
    this.additive = additive;
  }

  /** Ends the run with DependencyNotReady unless all dependencies are ready. */
  void of(HelmRelease object, Expressions expressions) {
    List<ReferenceKey> keys = References.dependencies(object);
    for (int i = 0; i < keys.size(); i++) {
      Expression rule = expressions.ready().get(object.spec().dependsOn().get(i));
      require(object, keys.get(i), Optional.ofNullable(rule));
    }
  }

  private void require(HelmRelease object, ReferenceKey key, Optional<Expression> rule) {
    Optional<HelmRelease> found = find(key);
    if (rule.isEmpty() || additive || found.isEmpty()) {
      if (Dependencies.notReadyBecause(found).isPresent()) {
        Dependencies.refuseCycle(
            ReferenceKey.of(object),
            each -> find(each).map(References::dependencies).orElse(List.of()));
      }
      Dependencies.requireReady(key, found);
    }
    if (rule.isPresent()) {
      requireTrue(rule.get(), object, found.orElseThrow(), key);
    }
  }

  private void requireTrue(
      Expression rule, HelmRelease object, HelmRelease dependency, ReferenceKey key) {
    try {
      if (!rule.evaluateBoolean(Map.of("self", tree(object), "dep", tree(dependency)))) {
        throw notReady(key, "its readyExpr is false");
      }
    } catch (EvaluationException e) {
      throw notReady(key, "its readyExpr can't be evaluated: " + e.getMessage());
    }
  }

  private Map<?, ?> tree(HelmRelease object) {
    return client.getKubernetesSerialization().convertValue(object, Map.class);
  }

  private Optional<HelmRelease> find(ReferenceKey key) {
    return Optional.ofNullable(
        client
            .resources(HelmRelease.class)
            .inNamespace(key.namespace())
            .withName(key.name())
            .get());
  }

  private static ReconcileFailure notReady(ReferenceKey key, String why) {
    return new ReconcileFailure(
        GeneralReason.DEPENDENCY_NOT_READY,
        "dependency '%s/%s' is not ready: %s".formatted(key.namespace(), key.name(), why));
  }
}
