package dev.millrace.apply.waves;

import java.util.Arrays;
import java.util.Optional;

/** When a hook is deleted. */
enum HookDeletion {
  /** Before it is made the next time; the rule of hooks that name none. */
  BEFORE_CREATION("BeforeHookCreation"),
  /** When it succeeded. */
  SUCCEEDED("HookSucceeded"),
  /** When it failed. */
  FAILED("HookFailed");

  private final String text;

  HookDeletion(String text) {
    this.text = text;
  }

  /** The policy of a name in the annotation; empty for names that are none. */
  static Optional<HookDeletion> named(String name) {
    return Arrays.stream(values()).filter(policy -> policy.text.equals(name)).findFirst();
  }
}
