package dev.millrace.runtime.condition;

import dev.millrace.runtime.outcome.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a status.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param lastTransitionTime when the status last changed; null while a condition is only a mark of
 *     a run, which gets its time when it is written
 * @param observedGeneration the generation the condition speaks of; 0 when unknown
 */
public record Condition(
    String type,
    String status,
    String reason,
    String message,
    @Nullable Instant lastTransitionTime,
    long observedGeneration) {

  public static final String TRUE = "True";
  public static final String FALSE = "False";
  public static final String UNKNOWN = "Unknown";

  /** A mark: the condition holds. */
  public static Condition holds(String type, Reason reason, String message) {
    return mark(type, TRUE, reason.text(), message);
  }

  /** A mark: the condition does not hold. */
  public static Condition fails(String type, Reason reason, String message) {
    return mark(type, FALSE, reason.text(), message);
  }

  /** A mark: whether the condition holds is being found out. */
  public static Condition unknown(String type, Reason reason, String message) {
    return mark(type, UNKNOWN, reason.text(), message);
  }

  static Condition mark(String type, String status, String reason, String message) {
    return new Condition(type, status, reason, message, null, 0);
  }

  /** Reads a condition of a status tree; missing or malformed parts become empty. */
  public static Condition fromTree(Map<?, ?> tree) {
    return new Condition(
        text(tree.get("type")),
        text(tree.get("status")),
        text(tree.get("reason")),
        text(tree.get("message")),
        instant(tree.get("lastTransitionTime")).orElse(null),
        tree.get("observedGeneration") instanceof Number generation ? generation.longValue() : 0);
  }

  /** The condition as a tree, in the API's field names. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (lastTransitionTime != null) {
      tree.put("lastTransitionTime", lastTransitionTime.toString());
    }
    tree.put("message", message);
    if (observedGeneration > 0) {
      tree.put("observedGeneration", observedGeneration);
    }
    tree.put("reason", reason);
    tree.put("status", status);
    tree.put("type", type);
    return tree;
  }

  /** Whether the status is {@code True}. */
  public boolean isTrue() {
    return TRUE.equals(status);
  }

  /** Whether the status is {@code False}. */
  public boolean isFalse() {
    return FALSE.equals(status);
  }

  Condition written(@Nullable Condition before, Instant now, long generation) {
    Instant since =
        before != null && before.status.equals(status) && before.lastTransitionTime != null
            ? before.lastTransitionTime
            : now;
    return new Condition(type, status, reason, message, since, generation);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static Optional<Instant> instant(@Nullable Object value) {
    try {
      return value == null ? Optional.empty() : Optional.of(Instant.parse(value.toString()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
