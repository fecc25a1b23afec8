package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.api.image.ImagePolicySpec;
import dev.millrace.api.image.TagPolicy;
import dev.millrace.controller.imageautomation.policy.TagFilter;
import dev.millrace.controller.imageautomation.policy.TagOrder;
import dev.millrace.controller.imageautomation.policy.TagSelection;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.Objects;
import java.util.Optional;

/** Reads the rule that an ImagePolicy's spec holds. */
final class SelectionRule {
  private SelectionRule() {}

  /**
   * The rule.
   *
   * @throws dev.millrace.controller.imageautomation.policy.PolicyException when a part of it is not
   *     valid
   */
  static TagSelection of(ImagePolicySpec spec) {
    return new TagSelection(order(spec.policy()), filter(spec));
  }

  private static TagOrder order(TagPolicy policy) {
    if (policy.semver() != null) {
      return TagOrder.semver(policy.semver().range());
    }
    if (policy.alphabetical() != null) {
      return TagOrder.alphabetical(policy.alphabetical().order());
    }
    if (policy.numerical() != null) {
      return TagOrder.numerical(policy.numerical().order());
    }
    throw new ReconcileFailure(
        ImagePolicyReason.INVALID_POLICY,
        "invalid policy: spec.policy: give one of semver, alphabetical and numerical");
  }

  private static Optional<TagFilter> filter(ImagePolicySpec spec) {
    return Optional.ofNullable(spec.filterTags())
        .map(
            filter ->
                TagFilter.compile(
                    Objects.requireNonNullElse(filter.pattern(), ""),
                    Objects.requireNonNullElse(filter.extract(), "")));
  }
}
