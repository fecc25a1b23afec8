package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.controller.imageautomation.policy.TagFilter;
import dev.millrace.controller.imageautomation.policy.TagOrder;
import dev.millrace.controller.imageautomation.policy.TagSelection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The suite {@code imagepolicy}: which of many tags is the latest. */
final class ImagePolicySuite {

  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    var selection = new TagSelection(order(testCase), filter(testCase));
    return selection.latest(Tree.list(testCase, "tags").stream().map(String.class::cast).toList());
  }

  private static TagOrder order(Map<String, @Nullable Object> testCase) {
    String policy = Tree.string(testCase, "policy");
    return switch (policy) {
      case "semver" -> TagOrder.semver(Tree.string(testCase, "range"));
      case "alphabetical" -> TagOrder.alphabetical(Tree.string(testCase, "order"));
      case "numerical" -> TagOrder.numerical(Tree.string(testCase, "order"));
      default -> throw new IllegalArgumentException("no policy is set");
    };
  }

  private static Optional<TagFilter> filter(Map<String, @Nullable Object> testCase) {
    if (testCase.get("filterTags") == null) {
      return Optional.empty();
    }
    var filter = Tree.map(testCase, "filterTags");
    return Optional.of(
        TagFilter.compile(Tree.string(filter, "pattern"), Tree.string(filter, "extract")));
  }
}
