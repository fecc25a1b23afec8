package dev.millrace.helm.values;

/** Values can't be used; the message is plain English and can be shown to the user. */
public final class ValuesException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user. */
  public ValuesException(String message) {
    super(message);
  }

  /** Creates the error with a message for the user and what led to it. */
  public ValuesException(String message, Throwable cause) {
    super(message, cause);
  }
}
