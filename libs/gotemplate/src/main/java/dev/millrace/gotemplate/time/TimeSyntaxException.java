package dev.millrace.gotemplate.time;

/** A text that is not a time of the wanted layout, or not a duration. */
public final class TimeSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  TimeSyntaxException(String message) {
    super(message);
  }
}
