package dev.millrace.controller.notification.provider;

/** A notification could not be delivered. The message holds no address, token or header. */
public final class NotificationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why, in words that may be shown to anybody. */
  public NotificationFailure(String message) {
    super(message);
  }
}
