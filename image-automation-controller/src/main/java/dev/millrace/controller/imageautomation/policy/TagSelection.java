package dev.millrace.controller.imageautomation.policy;

import dev.millrace.controller.imageautomation.policy.PolicyException.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** The whole of an ImagePolicy's choice: filter the tags, find the latest, give back its tag. */
public final class TagSelection {
  private final TagOrder order;
  private final Optional<TagFilter> filter;

  /** Selects with an order and, if given, a filter. */
  public TagSelection(TagOrder order, Optional<TagFilter> filter) {
    this.order = order;
    this.filter = filter;
  }

  /**
   * The latest tag.
   *
   * @throws PolicyException if there is none
   */
  public String latest(List<String> tags) {
    if (filter.isEmpty()) {
      return order.latest(checkNotEmpty(tags));
    }
    SequencedMap<String, String> filtered = filter.get().apply(tags);
    String latest = order.latest(checkNotEmpty(List.copyOf(filtered.sequencedKeySet())));
    return Objects.requireNonNull(filtered.get(latest));
  }

  private static List<String> checkNotEmpty(List<String> tags) {
    if (tags.isEmpty()) {
      throw new PolicyException(
          Kind.NO_TAG,
          "version list argument cannot be empty: no tag is left to choose from; check"
              + " spec.filterTags and the ImageRepository");
    }
    return tags;
  }
}
