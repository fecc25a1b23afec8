package dev.millrace.api.meta;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;

/**
 * One observation about an object, such as {@code Ready}.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param observedGeneration the generation of the spec that was observed; 0 when not recorded
 * @param lastTransitionTime when the status last changed, not when it was last confirmed
 * @param reason one CamelCase word for programs
 * @param message a sentence for people
 */
@ApiType
public record Condition(
    String type,
    String status,
    @OmitWhenEmpty long observedGeneration,
    Timestamp lastTransitionTime,
    String reason,
    String message) {

  public static final String TRUE = "True";
  public static final String FALSE = "False";
  public static final String UNKNOWN = "Unknown";

  public Condition {
    type = requireNonNullElse(type, "");
    status = requireNonNullElse(status, UNKNOWN);
    lastTransitionTime = requireNonNullElse(lastTransitionTime, Timestamp.MISSING);
    reason = requireNonNullElse(reason, "");
    message = requireNonNullElse(message, "");
  }

  /** A condition that became what it is now. */
  public static Condition of(
      String type, String status, String reason, String message, long generation, Instant now) {
    return new Condition(type, status, generation, Timestamp.of(now), reason, message);
  }

  /** Whether the status is {@code True}. */
  public boolean holds() {
    return status.equals(TRUE);
  }

  /** Whether the status is {@code False}. */
  public boolean fails() {
    return status.equals(FALSE);
  }

  /** The same condition with another transition time. */
  public Condition since(Timestamp transitionTime) {
    return new Condition(type, status, observedGeneration, transitionTime, reason, message);
  }
}
