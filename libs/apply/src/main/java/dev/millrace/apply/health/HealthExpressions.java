package dev.millrace.apply.health;

import dev.millrace.apply.inventory.GroupKind;
import dev.millrace.apply.object.ApiVersion;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.cel.Expression;
import dev.millrace.cel.ExpressionCompiler;
import dev.millrace.cel.InvalidExpressionException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules that a user gives for a kind, {@code spec.healthCheckExprs} (FLUX.md 3.1). They are
 * asked in the order in progress, failed, current; an object to which none applies is in progress.
 *
 * @param kind which objects
 * @param inProgress whether an object is on its way; may be absent
 * @param failed whether an object will not get there; may be absent
 * @param current whether an object is in the state that was asked for
 */
public record HealthExpressions(
    GroupKind kind,
    Optional<Predicate<KubeObject>> inProgress,
    Optional<Predicate<KubeObject>> failed,
    Predicate<KubeObject> current) {

  /**
   * Compiles the rules for a kind; the fields of an object are their variables.
   *
   * @param apiVersion the apiVersion of the kind, of which the group counts
   * @param current required
   * @param inProgress empty if absent
   * @param failed empty if absent
   * @throws InvalidExpressionException if one cannot be compiled; the message says which
   */
  public static HealthExpressions compile(
      ExpressionCompiler compiler,
      String apiVersion,
      String kind,
      String current,
      String inProgress,
      String failed) {
    String group = ApiVersion.parse(apiVersion).group();
    return new HealthExpressions(
        new GroupKind(group, kind),
        compile(compiler, inProgress),
        compile(compiler, failed),
        rule(compiler.parse(current)));
  }

  private static Optional<Predicate<KubeObject>> compile(ExpressionCompiler compiler, String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(rule(compiler.parse(text)));
  }

  private static Predicate<KubeObject> rule(Expression expression) {
    return object -> expression.evaluateBoolean(object.tree());
  }

  Health judge(KubeObject object) {
    if (isOutdated(object)) {
      return Health.inProgress("LatestGenerationNotObserved", "");
    }
    if (inProgress.filter(rule -> rule.test(object)).isPresent()) {
      return Health.inProgress("HealthCheckExpression", "");
    }
    if (failed.filter(rule -> rule.test(object)).isPresent()) {
      return Health.failed("HealthCheckExpression", "");
    }
    return current.test(object)
        ? Health.current("")
        : Health.inProgress("HealthCheckExpression", "");
  }

  /** Some kinds have a generation that is no number; the expressions alone decide then. */
  private static boolean isOutdated(KubeObject object) {
    return object.get("status", "observedGeneration") instanceof Long observed
        && object.get("metadata", "generation") instanceof Long generation
        && !observed.equals(generation);
  }
}
