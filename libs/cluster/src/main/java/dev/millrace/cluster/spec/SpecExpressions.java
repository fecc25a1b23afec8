package dev.millrace.cluster.spec;

import dev.millrace.api.meta.DependencyReference;
import dev.millrace.api.meta.HealthCheckExpression;
import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.cel.EvaluationException;
import dev.millrace.cel.Expression;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cel.InvalidExpressionException;
import dev.millrace.cel.ResultType;
import dev.millrace.runtime.dependency.ReadyRule;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The expressions of a spec, compiled.
 *
 * @param health the rules for kinds
 * @param ready when a dependency counts as ready, for those that say so
 */
public record SpecExpressions(
    List<HealthExpressions> health, Map<DependencyReference, Expression> ready) {
  /** Copies the collections. */
  public SpecExpressions {
    health = List.copyOf(health);
    ready = Map.copyOf(ready);
  }

  /** No expressions. */
  public static SpecExpressions none() {
    return new SpecExpressions(List.of(), Map.of());
  }

  /** Compiles; an expression that makes no sense stalls the object (FLUX.md 3.2). */
  public static SpecExpressions compile(
      List<HealthCheckExpression> health,
      List<DependencyReference> dependencies,
      ExpressionCompiler compiler) {
    try {
      return new SpecExpressions(
          health.stream().map(each -> compile(each, compiler)).toList(),
          compileReady(dependencies, compiler));
    } catch (InvalidExpressionException e) {
      throw new ReconcileFailure(
          GeneralReason.INVALID_CEL_EXPRESSION,
          Objects.requireNonNullElse(e.getMessage(), "an expression is invalid"),
          e);
    }
  }

  /**
   * The rule by which a dependency counts as ready, if the spec has one.
   *
   * @param tree an object as expressions see it
   */
  public <R> Optional<ReadyRule<R>> readyRule(
      DependencyReference dependency, Function<R, Map<?, ?>> tree) {
    return Optional.ofNullable(ready.get(dependency))
        .map(rule -> (object, other) -> objection(rule, tree.apply(object), tree.apply(other)));
  }

  private static Optional<String> objection(Expression rule, Map<?, ?> self, Map<?, ?> dependency) {
    try {
      return rule.evaluateBoolean(Map.of("self", self, "dep", dependency))
          ? Optional.empty()
          : Optional.of("its readyExpr is false");
    } catch (EvaluationException e) {
      return Optional.of("its readyExpr can't be evaluated: " + e.getMessage());
    }
  }

  private static Map<DependencyReference, Expression> compileReady(
      List<DependencyReference> dependencies, ExpressionCompiler compiler) {
    Map<DependencyReference, Expression> ready = new LinkedHashMap<>();
    for (DependencyReference dependency : dependencies) {
      String text = Objects.requireNonNullElse(dependency.readyExpr(), "");
      if (!text.isEmpty()) {
        ready.put(dependency, compiler.compile(text, ResultType.BOOLEAN, "self", "dep"));
      }
    }
    return ready;
  }

  private static HealthExpressions compile(
      HealthCheckExpression rule, ExpressionCompiler compiler) {
    return HealthExpressions.compile(
        compiler,
        rule.apiVersion(),
        Objects.requireNonNullElse(rule.kind(), ""),
        rule.current(),
        Objects.requireNonNullElse(rule.inProgress(), ""),
        Objects.requireNonNullElse(rule.failed(), ""));
  }
}
