package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.DependencyReference;
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

/** Lets a run go on only when what it depends on is ready (FLUX.md 3.2). */
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
  void of(Kustomization object, Source source, Expressions expressions) {
    List<ReferenceKey> keys = References.dependencies(object);
    if (keys.isEmpty()) {
      return;
    }
    for (int i = 0; i < keys.size(); i++) {
      require(object, source, keys.get(i), expression(object, i, expressions));
    }
  }

  private void require(
      Kustomization object, Source source, ReferenceKey key, Optional<Expression> expression) {
    Optional<Kustomization> found = find(key);
    if (expression.isEmpty() || additive || found.isEmpty()) {
      refuseCycle(object, key, found);
      Dependencies.requireReady(key, found);
    }
    Kustomization dependency = found.orElseThrow();
    expression.ifPresent(rule -> requireTrue(rule, object, dependency, key));
    boolean sameSource = References.source(dependency).equals(source.key());
    if (sameSource && !source.revision().equals(dependency.status().lastAppliedRevision())) {
      throw notReady(key, "it is not updated to revision " + source.revision() + " yet");
    }
  }

  /** Looks for a circle only when there is something to explain. */
  private void refuseCycle(
      Kustomization object, ReferenceKey key, Optional<Kustomization> dependency) {
    if (Dependencies.notReadyBecause(dependency).isPresent()) {
      Dependencies.refuseCycle(
          ReferenceKey.of(object),
          each -> find(each).map(References::dependencies).orElse(List.of()));
    }
  }

  private void requireTrue(
      Expression rule, Kustomization object, Kustomization dependency, ReferenceKey key) {
    try {
      if (!rule.evaluateBoolean(Map.of("self", tree(object), "dep", tree(dependency)))) {
        throw notReady(key, "its readyExpr is false");
      }
    } catch (EvaluationException e) {
      throw notReady(key, "its readyExpr can't be evaluated: " + e.getMessage());
    }
  }

  private Map<?, ?> tree(Kustomization object) {
    return client.getKubernetesSerialization().convertValue(object, Map.class);
  }

  private Optional<Kustomization> find(ReferenceKey key) {
    return Optional.ofNullable(
        client
            .resources(Kustomization.class)
            .inNamespace(key.namespace())
            .withName(key.name())
            .get());
  }

  private static Optional<Expression> expression(
      Kustomization object, int index, Expressions expressions) {
    DependencyReference dependency = object.spec().dependsOn().get(index);
    return Optional.ofNullable(expressions.ready().get(dependency));
  }

  private static ReconcileFailure notReady(ReferenceKey key, String why) {
    return new ReconcileFailure(
        GeneralReason.DEPENDENCY_NOT_READY,
        "dependency '%s/%s' is not ready: %s".formatted(key.namespace(), key.name(), why));
  }
}
