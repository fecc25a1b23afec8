package dev.millrace.helm.storage;

/** Release records can't be read or written; the message is for the user. */
public final class StorageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the error with a message for the user. */
  public StorageException(String message) {
    super(message);
  }

  /** Creates the error with a message for the user and what led to it. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
