package dev.millrace.sops.key;

import java.io.Serial;

/** A key that was configured can't be read. The message never quotes it. */
public final class InvalidKey extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public InvalidKey(String message) {
    super(message);
  }
}
