package dev.millrace.helm.hook;

/** How far the last run of a hook came. */
public enum HookPhase {
  /** It never ran. */
  NONE(""),
  UNKNOWN("Unknown"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed");

  private final String text;

  HookPhase(String text) {
    this.text = text;
  }

  /** The name in release records. */
  public String text() {
    return text;
  }

  /** The phase of that name; {@link #UNKNOWN} for other names. */
  public static HookPhase of(String text) {
    for (HookPhase phase : values()) {
      if (phase.text.equals(text)) {
        return phase;
      }
    }
    return UNKNOWN;
  }
}
