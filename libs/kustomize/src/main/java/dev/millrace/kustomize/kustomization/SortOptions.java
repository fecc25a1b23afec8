package dev.millrace.kustomize.kustomization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code sortOptions}.
 *
 * @param order {@code legacy} or {@code fifo}
 * @param legacy which kinds come first and last, or null for the default
 */
public record SortOptions(String order, @Nullable Legacy legacy) {

  /** The kinds that come first and last, in this order. */
  public record Legacy(List<String> first, List<String> last) {}

  static SortOptions read(StructReader in) {
    return new SortOptions(
        in.text("order"),
        in.struct(
            "legacySortOptions", l -> new Legacy(l.texts("orderFirst"), l.texts("orderLast"))));
  }
}
