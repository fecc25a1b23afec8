package dev.millrace.controller.notification.receiver;

/** A call that a Receiver does not accept; the message is for the log, not for the caller. */
final class RejectedCall extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RejectedCall(String message) {
    super(message);
  }
}
