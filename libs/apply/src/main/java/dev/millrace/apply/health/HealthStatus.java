package dev.millrace.apply.health;

/** How far an object has come, in the words of kstatus. */
public enum HealthStatus {
  /** On its way to the state that was asked for. */
  IN_PROGRESS("InProgress"),
  /** Will not get there without a change. */
  FAILED("Failed"),
  /** In the state that was asked for. */
  CURRENT("Current"),
  /** Being deleted. */
  TERMINATING("Terminating"),
  /** Not in the cluster. */
  NOT_FOUND("NotFound"),
  /** Could not be read or understood. */
  UNKNOWN("Unknown");

  private final String label;

  HealthStatus(String label) {
    this.label = label;
  }

  /** The word that messages and statuses use. */
  @Override
  public String toString() {
    return label;
  }
}
