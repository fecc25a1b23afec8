package dev.millrace.gotemplate.value;

/** What one walk over a value may use up: depth, values visited, and text. */
public final class WalkBudget {
  /** How deep values may be nested. */
  public static final int MAX_DEPTH = 1000;

  /** How many values one walk may visit; a value that occurs twice counts twice. */
  public static final int MAX_VALUES = 5_000_000;

  /** How many characters the strings may have that one walk finds. */
  public static final long MAX_CHARACTERS = 64 << 20;

  private int valuesLeft = MAX_VALUES;
  private long charactersLeft = MAX_CHARACTERS;

  /**
   * Counts a value.
   *
   * @param depth how deep it lies
   * @throws BoundExceeded when it lies too deep or is one too many
   */
  public void visit(int depth) {
    if (depth > MAX_DEPTH) {
      throw new BoundExceeded(
          "value is nested deeper than " + MAX_DEPTH + " levels; it may contain itself");
    }
    if (--valuesLeft < 0) {
      throw new BoundExceeded("value consists of more than " + MAX_VALUES + " values");
    }
  }

  /**
   * Counts the characters of a string.
   *
   * @throws BoundExceeded when they are too many
   */
  public void text(String text) {
    charactersLeft -= text.length();
    if (charactersLeft < 0) {
      throw new BoundExceeded("value holds more than " + MAX_CHARACTERS + " characters");
    }
  }
}
