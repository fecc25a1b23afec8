package dev.millrace.controller.notification.provider;

/** A notification could not be delivered. The message holds no address, token or header. */
public final class NotificationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean temporary;

  /** A failure that trying again does not cure: says why, in words that may be shown to anybody. */
  public NotificationFailure(String message) {
    this(message, false);
  }

  private NotificationFailure(String message, boolean temporary) {
    super(message);
    this.temporary = temporary;
  }

  /** A failure that may be over after a while. */
  public static NotificationFailure temporary(String message) {
    return new NotificationFailure(message, true);
  }

  /** Whether the same notification may succeed later. */
  public boolean isTemporary() {
    return temporary;
  }

  /** The message, which is never absent. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
