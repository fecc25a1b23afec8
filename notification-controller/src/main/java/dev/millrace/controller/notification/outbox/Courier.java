package dev.millrace.controller.notification.outbox;

import dev.millrace.controller.notification.provider.NotificationFailure;

/** Brings one delivery to its Provider. */
@FunctionalInterface
public interface Courier {
  /**
   * Brings it.
   *
   * @throws NotificationFailure when it could not be brought
   */
  void bring(Delivery delivery) throws InterruptedException;
}
