package dev.millrace.sops.key;

import java.io.Serial;

/** A key could not be used. The message is for users and holds no key material. */
public final class KeyUnavailable extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public KeyUnavailable(String message) {
    super(message);
  }
}
