package dev.millrace.oci;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A registry operation failed. The message is meant for users and never holds a secret. */
public final class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient Optional<Duration> retryAfter;

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
    this(reason, message, Optional.empty());
  }

  /**
   * Creates the error of a refusal.
   *
   * @param retryAfter how long the registry wants to be left alone; empty when it does not say
   */
  public RegistryException(Reason reason, String message, Optional<Duration> retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** Creates the error with the cause for the log. */
  public RegistryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = Optional.empty();
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }

  /**
   * How long the registry wants to be left alone, by its {@code Retry-After}; not negative, and as
   * long as it pleases. Empty when it does not say.
   */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Whether the registry wants fewer requests, or none for a while. */
  public boolean asksForPatience() {
    return reason == Reason.TOO_MANY_REQUESTS || retryAfter.isPresent();
  }
}
