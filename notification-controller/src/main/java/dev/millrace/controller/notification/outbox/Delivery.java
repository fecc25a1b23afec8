package dev.millrace.controller.notification.outbox;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import java.time.Duration;
import java.time.Instant;

/**
 * One notification that is owed to one Provider.
 *
 * @param id the same whenever this is attempted
 * @param provider the name of the Provider, in the namespace of the Alert
 * @param event with the metadata that the Alert gave it
 * @param accepted when the event came in
 * @param groupWindow how long to wait for others of the same revision; zero for not at all
 */
public record Delivery(
    String id,
    AlertIdentity alert,
    String provider,
    Event event,
    Instant accepted,
    Duration groupWindow) {
  /** A delivery that waits for no others. */
  public Delivery(String id, AlertIdentity alert, String provider, Event event, Instant accepted) {
    this(id, alert, provider, event, accepted, Duration.ZERO);
  }

  /** The same delivery with other words, waiting for news of the same revision. */
  public Delivery with(Event reworded, Duration window) {
    return new Delivery(id, alert, provider, reworded, accepted, window);
  }

  /** Deliveries of one lane are made in their order: those to one Provider. */
  String lane() {
    return alert.namespace() + "/" + provider;
  }
}
