package dev.millrace.e2e.story;

/** Assertions of the story, with failures a person can read. */
final class Expect {
  private Expect() {}

  /** Two texts are equal. */
  static void text(String what, String wanted, String actual) {
    isTrue(what + " should be '" + wanted + "' and is '" + actual + "'", wanted.equals(actual));
  }

  /** A statement holds; it is the message when it does not. */
  static void isTrue(String statement, boolean holds) {
    if (!holds) {
      throw new AssertionError(statement);
    }
  }
}
