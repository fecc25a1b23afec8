package dev.millrace.helm.action;

/** The cluster does not have a kind in a version; the message names both. */
public final class UnknownKind extends ClusterException {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user and what led to it. */
  public UnknownKind(String message, Throwable cause) {
    super(message, cause);
  }
}
