package dev.millrace.controller.notification.provider;

/** Tells one service about an event. Implementations keep nothing between calls. */
@FunctionalInterface
public interface Notifier {
  /**
   * Tells the service.
   *
   * @throws NotificationFailure when the service could not be told
   */
  void tell(Notification notification, Exchange exchange) throws InterruptedException;
}
