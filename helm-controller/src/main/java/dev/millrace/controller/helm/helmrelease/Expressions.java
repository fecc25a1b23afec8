package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.DependencyReference;
import dev.millrace.api.meta.HealthCheckExpression;
import dev.millrace.apply.health.HealthExpressions;
import dev.millrace.cel.Expression;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cel.InvalidExpressionException;
import dev.millrace.cel.ResultType;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The expressions of a HelmRelease, compiled.
 *
 * @param health the rules for kinds
 * @param ready when a dependency counts as ready, for those that say so
 */
record Expressions(List<HealthExpressions> health, Map<DependencyReference, Expression> ready) {
  /** Compiles; an expression that makes no sense stalls the object. */
  static Expressions of(HelmRelease object, ExpressionCompiler compiler) {
    try {
      return new Expressions(
          object.spec().healthCheckExprs().stream().map(each -> health(each, compiler)).toList(),
          ready(object, compiler));
    } catch (InvalidExpressionException e) {
      throw new ReconcileFailure(
          GeneralReason.INVALID_CEL_EXPRESSION,
          Objects.requireNonNullElse(e.getMessage(), "an expression is invalid"),
          e);
    }
  }

  private static Map<DependencyReference, Expression> ready(
      HelmRelease object, ExpressionCompiler compiler) {
    Map<DependencyReference, Expression> ready = new LinkedHashMap<>();
    for (DependencyReference dependency : object.spec().dependsOn()) {
      String text = Objects.requireNonNullElse(dependency.readyExpr(), "");
      if (!text.isEmpty()) {
        ready.put(dependency, compiler.compile(text, ResultType.BOOLEAN, "self", "dep"));
      }
    }
    return ready;
  }

  private static HealthExpressions health(HealthCheckExpression rule, ExpressionCompiler compiler) {
    return HealthExpressions.compile(
        compiler,
        rule.apiVersion(),
        Objects.requireNonNullElse(rule.kind(), ""),
        rule.current(),
        Objects.requireNonNullElse(rule.inProgress(), ""),
        Objects.requireNonNullElse(rule.failed(), ""));
  }
}
