package dev.millrace.helm.release;

/** How a revision of a release stands. */
public enum ReleaseStatus {
  UNKNOWN("unknown"),
  DEPLOYED("deployed"),
  UNINSTALLED("uninstalled"),
  SUPERSEDED("superseded"),
  FAILED("failed"),
  UNINSTALLING("uninstalling"),
  PENDING_INSTALL("pending-install"),
  PENDING_UPGRADE("pending-upgrade"),
  PENDING_ROLLBACK("pending-rollback");

  private final String text;

  ReleaseStatus(String text) {
    this.text = text;
  }

  /** The word in release records. */
  public String text() {
    return text;
  }

  /** Whether an action is under way, or died on the way. */
  public boolean isPending() {
    return this == PENDING_INSTALL || this == PENDING_UPGRADE || this == PENDING_ROLLBACK;
  }

  /** The status of that word; {@link #UNKNOWN} for other words. */
  public static ReleaseStatus of(String text) {
    for (ReleaseStatus status : values()) {
      if (status.text.equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }

  @Override
  public String toString() {
    return text;
  }
}
