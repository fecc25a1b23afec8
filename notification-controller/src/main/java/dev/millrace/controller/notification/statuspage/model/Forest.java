package dev.millrace.controller.notification.statuspage.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Puts sources, and what is made from them, into trees. */
final class Forest {
  private static final int MOST_CHILDREN = 100;
  private static final Comparator<Branch> WORST_FIRST =
      Comparator.comparing(Branch::worst).thenComparing(branch -> branch.item().key());

  private final Map<ItemKey, List<Item>> children = new LinkedHashMap<>();
  private final WaitChains waits;
  private final Predicate<Item> wanted;
  private final Set<ItemKey> placed = new HashSet<>();

  private Forest(WaitChains waits, Predicate<Item> wanted) {
    this.waits = waits;
    this.wanted = wanted;
  }

  /**
   * The trees, the worst first.
   *
   * @param wanted which objects are asked for; those that lead to them stay, too
   */
  static List<Branch> of(Collection<Item> items, WaitChains waits, Predicate<Item> wanted) {
    Forest forest = new Forest(waits, wanted);
    Set<ItemKey> known = new HashSet<>();
    items.forEach(item -> known.add(item.key()));
    List<Item> roots = new ArrayList<>();
    for (Item item : items) {
      item.source()
          .filter(known::contains)
          .ifPresentOrElse(source -> forest.add(source, item), () -> roots.add(item));
    }
    List<Branch> trees = forest.branches(roots);
    List<Item> inCircles =
        items.stream().filter(item -> !forest.placed.contains(item.key())).toList();
    trees.addAll(forest.branches(inCircles));
    return trees.stream().sorted(WORST_FIRST).toList();
  }

  private void add(ItemKey source, Item item) {
    children.computeIfAbsent(source, _ -> new ArrayList<>()).add(item);
  }

  private List<Branch> branches(List<Item> items) {
    List<Branch> branches = new ArrayList<>();
    for (Item item : items) {
      if (placed.add(item.key())) {
        List<Branch> below = branches(children.getOrDefault(item.key(), List.of()));
        if (!below.isEmpty() || wanted.test(item)) {
          branches.add(branch(item, below));
        }
      }
    }
    branches.sort(WORST_FIRST);
    return branches;
  }

  private Branch branch(Item item, List<Branch> below) {
    Health worst = below.stream().map(Branch::worst).reduce(item.health(), Health::orWorse);
    List<Branch> shown = below.subList(0, Math.min(MOST_CHILDREN, below.size()));
    return new Branch(item, waits.of(item), worst, shown, below.size() - shown.size());
  }
}
