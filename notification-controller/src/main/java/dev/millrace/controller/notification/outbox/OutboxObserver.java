package dev.millrace.controller.notification.outbox;

import dev.millrace.controller.notification.provider.NotificationFailure;

/** Hears what becomes of deliveries. Called from the lanes; it must not block for long. */
public interface OutboxObserver {
  /** The service has it. */
  void delivered(Delivery delivery);

  /** It failed and will be repeated. */
  void failed(Delivery delivery, NotificationFailure failure);

  /** It failed for good. */
  void givenUp(Delivery delivery, NotificationFailure failure);
}
