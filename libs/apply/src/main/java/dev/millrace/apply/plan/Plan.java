package dev.millrace.apply.plan;

import dev.millrace.apply.inventory.InventoryEntry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to happen, object by object, in the order in which it happens.
 *
 * @param changes for every object, be it left alone
 */
public record Plan(List<PlannedChange> changes) {

  /** Copies the list. */
  public Plan {
    changes = List.copyOf(changes);
  }

  /** The objects with this action. */
  public List<PlannedChange> with(Action action) {
    return changes.stream().filter(change -> change.action() == action).toList();
  }

  /** What the server does not accept. */
  public List<PlannedChange> rejections() {
    return with(Action.REJECT);
  }

  /** Whether anything would change. */
  public boolean isEmpty() {
    return changes.stream().noneMatch(change -> change.action().isChange());
  }

  /** The objects that are managed afterwards. */
  public List<InventoryEntry> managed() {
    return changes.stream()
        .filter(change -> change.action() != Action.PRUNE && change.action() != Action.KEEP)
        .map(PlannedChange::entry)
        .toList();
  }

  /** Both plans, one after the other. */
  public Plan then(Plan next) {
    return new Plan(Stream.concat(changes.stream(), next.changes.stream()).toList());
  }

  /** One line for each object that changes. */
  @Override
  public String toString() {
    return changes.stream()
        .filter(change -> change.action().isChange())
        .map(PlannedChange::toString)
        .collect(Collectors.joining("\n"));
  }
}
