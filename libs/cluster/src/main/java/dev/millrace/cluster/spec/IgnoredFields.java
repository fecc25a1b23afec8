package dev.millrace.cluster.spec;

import dev.millrace.api.meta.IgnoreRule;
import dev.millrace.api.meta.TargetSelector;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.ObjectSelector;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields that a spec leaves to others. */
public final class IgnoredFields {
  private IgnoredFields() {}

  /**
   * Reads the rules of a spec.
   *
   * @param field of the spec, for messages
   * @param reason of the failure when a rule makes no sense
   */
  public static IgnoreRules of(List<IgnoreRule> rules, String field, Reason reason) {
    try {
      return new IgnoreRules(rules.stream().map(IgnoredFields::rule).toList());
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(reason, field + " is invalid: " + e.getMessage(), e);
    }
  }

  private static dev.millrace.apply.drift.IgnoreRule rule(IgnoreRule rule) {
    return new dev.millrace.apply.drift.IgnoreRule(
        rule.paths().stream().map(JsonPointer::parse).toList(), selector(rule.target()));
  }

  private static ObjectSelector selector(@Nullable TargetSelector target) {
    return target == null
        ? ObjectSelector.everything()
        : ObjectSelector.of(
            new ObjectSelector.Parts(
                text(target.group()),
                text(target.version()),
                text(target.kind()),
                text(target.name()),
                text(target.namespace()),
                text(target.labelSelector()),
                text(target.annotationSelector())));
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
