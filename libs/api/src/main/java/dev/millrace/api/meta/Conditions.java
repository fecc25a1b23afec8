package dev.millrace.api.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up and replaces conditions in the list of a status; lists are never changed in place. */
public final class Conditions {

  private Conditions() {}

  /** The condition of that type, if the list has one. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /** Whether the list has that condition with status {@code True}. */
  public static boolean holds(List<Condition> conditions, String type) {
    return find(conditions, type).filter(Condition::holds).isPresent();
  }

  /**
   * The list with the condition in place of the one of its type, or at the end. When the status
   * does not change, the earlier transition time is kept.
   */
  public static List<Condition> with(List<Condition> conditions, Condition condition) {
    var result = new ArrayList<Condition>(conditions.size() + 1);
    boolean replaced = false;
    for (Condition earlier : conditions) {
      if (earlier.type().equals(condition.type())) {
        result.add(succeed(earlier, condition));
        replaced = true;
      } else {
        result.add(earlier);
      }
    }
    if (!replaced) {
      result.add(condition);
    }
    return List.copyOf(result);
  }

  private static Condition succeed(Condition earlier, Condition later) {
    return earlier.status().equals(later.status())
        ? later.since(earlier.lastTransitionTime())
        : later;
  }

  /** The list without the condition of that type. */
  public static List<Condition> without(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> !condition.type().equals(type)).toList();
  }
}
