package dev.millrace.controller.notification.outbox;

/** So much is owed already that nothing more is accepted; the sender should come back later. */
public final class OutboxFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutboxFull(String message) {
    super(message);
  }
}
