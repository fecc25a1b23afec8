package dev.millrace.controller.notification.statuspage.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The page of all objects.
 *
 * @param viewer as the API server names them
 * @param filter what they asked for
 * @param namespaces of all objects that they may see
 * @param kinds that can be asked for
 * @param counts of all objects that they may see, by health
 * @param troubles what to look at, the most urgent first
 * @param moreTroubles how many there are besides
 * @param trees of sources and what is made from them
 * @param lists of all other objects
 * @param refusals what they may not see
 * @param pages where in the list of trees this page is
 */
public record Page(
    String viewer,
    Filter filter,
    List<String> namespaces,
    List<String> kinds,
    List<Count> counts,
    List<Entry> troubles,
    int moreTroubles,
    List<Branch> trees,
    List<Listing> lists,
    List<Refusal> refusals,
    Pages pages) {
  public Page {
    namespaces = List.copyOf(namespaces);
    kinds = List.copyOf(kinds);
    counts = List.copyOf(counts);
    troubles = List.copyOf(troubles);
    trees = List.copyOf(trees);
    lists = List.copyOf(lists);
    refusals = List.copyOf(refusals);
  }

  /** How many objects are in a state. */
  public record Count(Health health, int number) {}

  /**
   * Objects of one part of the suite that are in no tree.
   *
   * @param items the worst first; not all if there are many
   * @param more how many there are besides
   */
  public record Listing(String title, List<Entry> items, int more) {
    public Listing {
      items = List.copyOf(items);
    }
  }

  /** The health of the object that needs a look soonest. */
  public Health worst() {
    return counts.isEmpty() ? Health.UNKNOWN : counts.getFirst().health();
  }

  /** What a person wants to know first. */
  public String headline() {
    String unsettled =
        counts.stream()
            .filter(count -> count.health().isUnsettled())
            .map(count -> count.number() + " " + count.health().label())
            .collect(Collectors.joining(", "));
    if (!unsettled.isEmpty()) {
      return unsettled;
    }
    return counts.isEmpty() ? "Nothing to see" : "All is well";
  }

  /** Whether there is nothing to look at. */
  public boolean isQuiet() {
    return troubles.isEmpty();
  }

  /** Whether no object is shown at all. */
  public boolean isEmpty() {
    return trees.isEmpty() && lists.isEmpty();
  }

  /** Whether the filter is shown without a click: it is in use, or has to be. */
  public boolean isFilterOpen() {
    return filter.isActive() || asksForNamespace();
  }

  /** Whether the viewer has to name namespaces to see anything. */
  public boolean asksForNamespace() {
    return refusals.stream()
        .anyMatch(
            each -> each.namespace().isEmpty() && each.problem() == Refusal.Problem.FORBIDDEN);
  }
}
