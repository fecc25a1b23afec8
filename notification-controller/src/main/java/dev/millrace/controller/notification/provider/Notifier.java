package dev.millrace.controller.notification.provider;

import dev.millrace.controller.notification.event.Event;

/** Tells one service about an event. Implementations keep nothing between calls. */
@FunctionalInterface
public interface Notifier {
  /**
   * Tells the service.
   *
   * @throws NotificationFailure when the service could not be told
   */
  void tell(Event event, Exchange exchange) throws InterruptedException;
}
