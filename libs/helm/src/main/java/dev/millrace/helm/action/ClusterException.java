package dev.millrace.helm.action;

/** The cluster refused something, or did not get there in time; the message is for the user. */
public sealed class ClusterException extends Exception permits UnknownKind {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user. */
  public ClusterException(String message) {
    super(message);
  }

  /** Creates the error with a message for the user and what led to it. */
  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
