package dev.millrace.controller.notification.outbox;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import java.time.Instant;

/**
 * One notification that is owed to one Provider.
 *
 * @param id the same whenever this is attempted
 * @param provider the name of the Provider, in the namespace of the Alert
 * @param event with the metadata that the Alert gave it
 * @param accepted when the event came in
 */
public record Delivery(
    String id, AlertIdentity alert, String provider, Event event, Instant accepted) {

  /** Deliveries of one lane are made in their order: those to one Provider. */
  String lane() {
    return alert.namespace() + "/" + provider;
  }
}
