package dev.millrace.controller.imageautomation.policy;

/** A policy that is invalid, or that selects no tag. */
public final class PolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether the policy or the tags are to blame. */
  public enum Kind {
    /** The policy itself is wrong; only its author can help. */
    INVALID_POLICY,
    /** No tag fits; a later scan may bring one. */
    NO_TAG
  }

  private final transient Kind kind;

  PolicyException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  PolicyException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Whether the policy or the tags are to blame. */
  public Kind kind() {
    return kind;
  }
}
