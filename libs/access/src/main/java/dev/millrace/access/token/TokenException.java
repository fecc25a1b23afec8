package dev.millrace.access.token;

import java.io.IOException;

/** A service gave no token. The message is meant for users and never holds a secret. */
public final class TokenException extends IOException {
  private static final long serialVersionUID = 1L;

  /** An error without a foreign cause. */
  public TokenException(String message) {
    super(message);
  }

  /** An error with the cause for the log. */
  public TokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
