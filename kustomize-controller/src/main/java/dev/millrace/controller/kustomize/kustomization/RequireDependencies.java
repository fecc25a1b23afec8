package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.kustomize.KustomizationStatus;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.DependencyReference;
import dev.millrace.cel.EvaluationException;
import dev.millrace.cel.Expression;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.dependency.Dependencies;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets a run go on only when what it depends on is ready (FLUX.md 3.2). */
public final class RequireDependencies {
  /** Further links explain nothing that the first ones do not. */
  private static final int MAX_LINKS = 32;

  private final KubernetesClient client;
  private final WatchCache cache;
  private final boolean additive;

  /**
   * Believes a watch that a dependency is not ready; that it is ready, the API server has to say.
   *
   * @param additive whether expressions come on top of the check of Ready ({@code
   *     AdditiveCELDependencyCheck})
   */
  public RequireDependencies(KubernetesClient client, WatchCache cache, boolean additive) {
    this.client = client;
    this.cache = cache;
    this.additive = additive;
  }

  /** Ends the run with DependencyNotReady unless all dependencies are ready. */
  void of(Kustomization object, Source source, Expressions expressions) {
    List<ReferenceKey> keys = References.dependencies(object);
    boolean isNew = isNew(object, source);
    for (int i = 0; i < keys.size(); i++) {
      ReferenceKey key = keys.get(i);
      Optional<Expression> expression = expression(object, i, expressions);
      Optional<Kustomization> known = known(key);
      if (known.isPresent()) {
        require(object, source, key, known, expression);
      }
      if (known.isEmpty() || isNew) {
        require(object, source, key, read(key), expression);
      }
    }
  }

  /** What was applied already is not held up by what a watch has not shown yet. */
  private static boolean isNew(Kustomization object, Source source) {
    KustomizationStatus status = object.status();
    return status.observedGeneration() != object.getMetadata().getGeneration()
        || !source.revision().equals(status.lastAttemptedRevision());
  }

  private void require(
      Kustomization object,
      Source source,
      ReferenceKey key,
      Optional<Kustomization> found,
      Optional<Expression> expression) {
    if (expression.isEmpty() || additive || found.isEmpty()) {
      requireReady(object, key, found);
    }
    Kustomization dependency = found.orElseThrow();
    expression.ifPresent(rule -> requireTrue(rule, object, dependency, key));
    boolean checksRevision = expression.isEmpty() || additive;
    if (checksRevision && isOfSameSource(dependency, source) && !isAt(dependency, source)) {
      throw notReady(key, "it is not updated to revision " + source.revision() + " yet");
    }
  }

  private void requireReady(
      Kustomization object, ReferenceKey key, Optional<Kustomization> dependency) {
    Optional<String> why = Dependencies.notReadyBecause(dependency);
    if (why.isEmpty()) {
      return;
    }
    Dependencies.refuseCycle(
        ReferenceKey.of(object),
        each -> find(each).map(References::dependencies).orElse(List.of()));
    throw notReady(key, why.get() + dependency.map(this::cause).orElse(""));
  }

  /** What a dependency itself waits for, down to the one that waits for nobody. */
  private String cause(Kustomization blocked) {
    StringBuilder text = new StringBuilder();
    Set<ReferenceKey> seen = new HashSet<>(Set.of(ReferenceKey.of(blocked)));
    Optional<Kustomization> current = Optional.of(blocked);
    for (int links = 0; current.isPresent() && links < MAX_LINKS; links++) {
      Optional<ReferenceKey> next =
          References.dependencies(current.get()).stream()
              .filter(key -> Dependencies.notReadyBecause(find(key)).isPresent())
              .filter(seen::add)
              .findFirst();
      if (next.isEmpty()) {
        return text.append(ownProblem(current.get())).toString();
      }
      current = find(next.get());
      text.append("; it waits for '%s/%s', ".formatted(next.get().namespace(), next.get().name()))
          .append(Dependencies.notReadyBecause(current).orElse("which is ready now"));
    }
    return text.toString();
  }

  private static String ownProblem(Kustomization object) {
    return Conditions.find(object.status().conditions(), ConditionType.READY)
        .filter(Condition::fails)
        .map(ready -> " (%s: %s)".formatted(ready.reason(), ready.message()))
        .orElse("");
  }

  private static boolean isOfSameSource(Kustomization dependency, Source source) {
    return References.source(dependency).equals(source.key());
  }

  /** A revision that changed nothing of a dependency is only attempted, not applied. */
  private static boolean isAt(Kustomization dependency, Source source) {
    KustomizationStatus status = dependency.status();
    boolean isReady = Conditions.holds(status.conditions(), ConditionType.READY);
    return source.revision().equals(status.lastAppliedRevision())
        || (isReady && source.revision().equals(status.lastAttemptedRevision()));
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
    Optional<Kustomization> known = known(key);
    return known.isPresent() ? known : read(key);
  }

  private Optional<Kustomization> known(ReferenceKey key) {
    return cache.find(key, Kustomization.class);
  }

  private Optional<Kustomization> read(ReferenceKey key) {
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
