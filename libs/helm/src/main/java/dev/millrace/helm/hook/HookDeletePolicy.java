package dev.millrace.helm.hook;

/** When the object of a hook is removed. */
public enum HookDeletePolicy {
  HOOK_SUCCEEDED("hook-succeeded"),
  HOOK_FAILED("hook-failed"),
  BEFORE_HOOK_CREATION("before-hook-creation");

  private final String text;

  HookDeletePolicy(String text) {
    this.text = text;
  }

  /** The word in annotations and release records. */
  public String text() {
    return text;
  }
}
