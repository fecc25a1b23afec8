package dev.millrace.cloud;

import java.io.IOException;
import java.io.Serial;

/** A cloud refused a call or could not be reached. The message is for users; no secret is in it. */
public final class CloudException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  /** An error without an answer. */
  public CloudException(String message) {
    this(message, 0);
  }

  /** An error with the HTTP status of the answer. */
  public CloudException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** The HTTP status, or 0 when there was no answer. */
  public int status() {
    return status;
  }
}
