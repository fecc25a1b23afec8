package dev.millrace.git;

import java.io.IOException;

/** A Git operation failed. The message is meant for users and never holds a secret. */
public final class GitException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What went wrong, for those who decide what to do next. */
  public enum Reason {
    /** The URL or the reference is wrongly written; only a change of the object helps. */
    INVALID_URL,
    /** The credentials are incomplete or can't be read; only a change of the Secret helps. */
    INVALID_CREDENTIALS,
    /** The server wants credentials, or other ones. */
    AUTHENTICATION,
    /** The server's key or certificate is not trusted. */
    UNTRUSTED_SERVER,
    /** There is no such repository. */
    REPOSITORY_NOT_FOUND,
    /** The repository has no such branch, tag, reference or commit. */
    REFERENCE_NOT_FOUND,
    /** The repository has no commit at all. */
    EMPTY_REPOSITORY,
    /** The repository uses something that is not supported, such as SHA-256 ids. */
    UNSUPPORTED,
    /** A bound was passed. */
    LIMIT,
    /** The operation took too long. */
    TIMEOUT,
    /** The content of the repository is damaged or hostile. */
    MALFORMED,
    /** The server did not accept a push. */
    PUSH_REJECTED,
    /** A reference to push to has commits that were not fetched; fetching again helps. */
    REMOTE_MOVED,
    /** A signature is missing, wrong or of an unknown key. */
    UNVERIFIED,
    /** Anything else, such as a network failure. */
    OTHER
  }

  /** Creates the error. */
  public GitException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Creates the error with the cause for the log. */
  public GitException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }
}
