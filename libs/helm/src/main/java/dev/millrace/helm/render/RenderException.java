package dev.millrace.helm.render;

/** Rendering failed; the message is for the user and is worded as Helm's. */
public final class RenderException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user. */
  public RenderException(String message) {
    super(message);
  }

  /** Creates the error with a message for the user and what led to it. */
  public RenderException(String message, Throwable cause) {
    super(message, cause);
  }
}
