package dev.millrace.oci.tuf;

import java.io.IOException;

/** A repository can't be used. The message is meant for users. */
public final class TufException extends IOException {
  private static final long serialVersionUID = 1L;

  TufException(String message) {
    super(message);
  }

  TufException(String message, Throwable cause) {
    super(message, cause);
  }
}
