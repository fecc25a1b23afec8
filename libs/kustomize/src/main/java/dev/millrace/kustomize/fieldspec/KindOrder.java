package dev.millrace.kustomize.fieldspec;

import dev.millrace.kustomize.resource.Gvk;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of kinds: some come first, some last, the others by the text of group, version and
 * kind, with {@code ~G}, {@code ~V} and {@code ~K} for empty parts (KUSTOMIZE.md "Legacy order").
 */
public final class KindOrder implements Comparator<Gvk> {
  private final Map<String, Integer> ranks = new HashMap<>();

  /** An order with these kinds first and last, in the order of the lists. */
  public KindOrder(List<String> first, List<String> last) {
    for (int i = 0; i < first.size(); i++) {
      ranks.put(first.get(i), i - first.size());
    }
    for (int i = 0; i < last.size(); i++) {
      ranks.put(last.get(i), i + 1);
    }
  }

  @Override
  public int compare(Gvk left, Gvk right) {
    int byRank = Integer.compare(rank(left), rank(right));
    return byRank != 0 ? byRank : text(left).compareTo(text(right));
  }

  /** The rank of a kind: negative for those that come first, positive for those that come last. */
  public int rank(Gvk gvk) {
    return ranks.getOrDefault(gvk.kind(), 0);
  }

  /** The text by which kinds of the same rank are compared. */
  public static String text(Gvk gvk) {
    return orElse(gvk.group(), "~G")
        + "_"
        + orElse(gvk.version(), "~V")
        + "_"
        + orElse(gvk.kind(), "~K");
  }

  private static String orElse(String text, String fallback) {
    return text.isEmpty() ? fallback : text;
  }
}
