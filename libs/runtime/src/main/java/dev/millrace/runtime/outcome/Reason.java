package dev.millrace.runtime.outcome;

/**
 * Why a run ended as it did. Each kind has one enum of these; its constants own everything that
 * follows from a reason, so that steps only say what went wrong.
 */
public interface Reason {
  /** The condition type that every object has. */
  String READY = "Ready";

  /** The CamelCase word users see in conditions and events, exactly as Flux spells it. */
  String text();

  /** The condition that shows the failure beside {@code Ready}; {@code Ready} itself for none. */
  default String conditionType() {
    return READY;
  }

  /** When the object is tried again after failing for this reason. */
  default RetryPolicy retry() {
    return RetryPolicy.RETRY;
  }

  /** How loud the event about it is. */
  default Severity severity() {
    return Severity.ERROR;
  }

  /** Whether ending for this reason emits an event at all. */
  default boolean notifies() {
    return true;
  }
}
