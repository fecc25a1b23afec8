package dev.millrace.helm.order;

/** Rendered text is not what Kubernetes objects look like; the message names the template. */
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user and what led to it. */
  public ManifestException(String message, Throwable cause) {
    super(message, cause);
  }
}
