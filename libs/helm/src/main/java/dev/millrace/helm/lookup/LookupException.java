package dev.millrace.helm.lookup;

/** A template's question to the cluster was not answered; rendering fails with this message. */
public final class LookupException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user. */
  public LookupException(String message) {
    super(message);
  }

  /** Creates the error with a message for the user and what led to it. */
  public LookupException(String message, Throwable cause) {
    super(message, cause);
  }
}
