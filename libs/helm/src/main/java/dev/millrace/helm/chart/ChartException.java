package dev.millrace.helm.chart;

/**
 * A chart can't be used: it is broken, incomplete or beyond a limit. The message is plain English
 * and can be shown to the user.
 */
public final class ChartException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user. */
  public ChartException(String message) {
    super(message);
  }

  /** Creates the error with a message for the user and what led to it. */
  public ChartException(String message, Throwable cause) {
    super(message, cause);
  }
}
