package dev.millrace.oci;

import java.io.IOException;

/** A registry operation failed. The message is meant for users and never holds a secret. */
public final class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What went wrong, for those who decide what to do next. */
  public enum Reason {
    /** The registry wants credentials, or other ones. */
    AUTHENTICATION,
    /** There is no such repository, tag, manifest or blob. */
    NOT_FOUND,
    /** The registry wants fewer requests. */
    TOO_MANY_REQUESTS,
    /** The registry's certificate is not trusted. */
    UNTRUSTED_SERVER,
    /** A bound was passed. */
    LIMIT,
    /** The operation took too long. */
    TIMEOUT,
    /** Content is not what its digest says. */
    DIGEST_MISMATCH,
    /** An answer can't be understood. */
    MALFORMED,
    /** No tag lies in the wanted range. */
    NO_MATCH,
    /** A signature is missing, wrong or of an unknown key. */
    UNVERIFIED,
    /** Anything else, such as a network failure. */
    OTHER
  }

  /** Creates the error. */
  public RegistryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Creates the error with the cause for the log. */
  public RegistryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }
}
