package dev.millrace.gotemplate.format;

/**
 * A text that is not a number, or a number that the wanted type cannot hold, as strconv says it.
 */
public final class NumberSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean outOfRange;

  private NumberSyntaxException(String message, boolean outOfRange) {
    super(message);
    this.outOfRange = outOfRange;
  }

  static NumberSyntaxException invalid(String function, String text) {
    return new NumberSyntaxException(
        "strconv." + function + ": parsing " + Quoting.quote(text) + ": invalid syntax", false);
  }

  static NumberSyntaxException range(String function, String text) {
    return new NumberSyntaxException(
        "strconv." + function + ": parsing " + Quoting.quote(text) + ": value out of range", true);
  }

  /** Whether the text is a number beyond the range of the type. */
  public boolean isOutOfRange() {
    return outOfRange;
  }
}
