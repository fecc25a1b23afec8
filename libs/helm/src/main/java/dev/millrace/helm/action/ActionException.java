package dev.millrace.helm.action;

import dev.millrace.helm.release.Release;
import java.util.Optional;

/** An action failed; the message is for the user and is worded as Helm's. */
public final class ActionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient Optional<Release> release;

  /** What failed. */
  public enum Reason {
    /** The records do not allow the action, for example because another one is under way. */
    STATE,
    /** The chart can't be rendered with these values. */
    RENDER,
    /** Objects belong to somebody else. */
    OWNERSHIP,
    /** A hook failed. */
    HOOK,
    /** Objects could not be written or deleted. */
    APPLY,
    /** Objects did not become ready. */
    WAIT,
    /** The records could not be read or written. */
    STORAGE
  }

  /** Creates the error before there was a revision. */
  public ActionException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.release = Optional.empty();
  }

  /** Creates the error before there was a revision, with what led to it. */
  public ActionException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.release = Optional.empty();
  }

  /** Creates the error with the revision as it was recorded last. */
  public ActionException(Reason reason, String message, Release release, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.release = Optional.of(release);
  }

  /** What failed. */
  public Reason reason() {
    return reason;
  }

  /** The revision that the action worked on, as it was recorded last. */
  public Optional<Release> release() {
    return release;
  }
}
