package dev.millrace.helm.decode;

/** A tree does not have the form that is wanted; the message names the field. */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user. */
  public DecodeException(String message) {
    super(message);
  }
}
