package dev.millrace.controller.notification.receiver;

/** A call that a Receiver does not accept; the message is for the log, not for the caller. */
public final class RejectedCall extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with the call. */
  public RejectedCall(String message) {
    super(message);
  }
}
