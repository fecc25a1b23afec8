package dev.millrace.apply.health;

import java.util.List;

/**
 * What the state of one object means.
 *
 * @param status the verdict
 * @param message why, in a few words
 * @param conditions the standard conditions that go with the verdict: {@code Reconciling} or {@code
 *     Stalled}, or none
 */
public record Health(HealthStatus status, String message, List<Condition> conditions) {

  /** Copies the list. */
  public Health {
    conditions = List.copyOf(conditions);
  }

  /**
   * A standard condition; its status is always {@code True}.
   *
   * @param type {@code Reconciling} or {@code Stalled}
   * @param reason one word
   * @param message a sentence
   */
  public record Condition(String type, String reason, String message) {}

  /** In the state that was asked for. */
  public static Health current(String message) {
    return new Health(HealthStatus.CURRENT, message, List.of());
  }

  /** On its way. */
  public static Health inProgress(String reason, String message) {
    return new Health(
        HealthStatus.IN_PROGRESS, message, List.of(new Condition("Reconciling", reason, message)));
  }

  /** Will not get there; message and condition say the same. */
  public static Health failed(String reason, String message) {
    return failed(reason, message, message);
  }

  /** Will not get there; the condition carries the message of the object's own controller. */
  public static Health failed(String reason, String message, String conditionMessage) {
    return new Health(
        HealthStatus.FAILED, message, List.of(new Condition("Stalled", reason, conditionMessage)));
  }

  /** Being deleted. */
  public static Health terminating() {
    return new Health(HealthStatus.TERMINATING, "Resource scheduled for deletion", List.of());
  }

  /** Not in the cluster. */
  public static Health notFound() {
    return new Health(HealthStatus.NOT_FOUND, "Resource not found", List.of());
  }

  /** Could not be read or understood. */
  public static Health unknown(String message) {
    return new Health(HealthStatus.UNKNOWN, message, List.of());
  }
}
