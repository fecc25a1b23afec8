package dev.millrace.controller.notification.statuspage.model;

/** How an object is, the most urgent first. */
public enum Health {
  FAILING("failing", true),
  WAITING("waiting", true),
  PROGRESSING("in progress", false),
  UNKNOWN("unknown", true),
  SUSPENDED("suspended", false),
  READY("ready", false);

  private final String label;
  private final boolean problem;

  Health(String label, boolean problem) {
    this.label = label;
    this.problem = problem;
  }

  /** A word for people; also the class of the style sheet when spaces are dashes. */
  public String label() {
    return label;
  }

  /** The name that the style sheet knows. */
  public String style() {
    return label.replace(' ', '-');
  }

  /** Whether somebody should look at it. */
  public boolean isProblem() {
    return problem;
  }

  /** Whether it is a problem or may become one. */
  public boolean isUnsettled() {
    return problem || this == PROGRESSING;
  }

  /** Of two, the one that needs a look sooner. */
  public Health orWorse(Health other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
