package dev.millrace.controller.notification.statuspage.model;

import java.util.List;

/**
 * An object in the tree and what comes from it.
 *
 * @param item of this branch
 * @param waits what holds it up
 * @param worst the health that needs a look soonest, here or further up the branch
 * @param children what is made from it, the worst first; not all if there are many
 * @param moreChildren how many there are besides
 */
public record Branch(
    Item item, List<Wait> waits, Health worst, List<Branch> children, int moreChildren) {
  public Branch {
    waits = List.copyOf(waits);
    children = List.copyOf(children);
  }

  /** Whether it is shown with its children unfolded. */
  public boolean isOpen() {
    return worst.isUnsettled();
  }

  /** Whether there is anything to unfold. */
  public boolean hasMore() {
    return !children.isEmpty() || !item.applied().isEmpty();
  }

  /** How many objects of the suite are shown in it, this one included. */
  int rows() {
    return 1 + children.stream().mapToInt(Branch::rows).sum();
  }
}
