package dev.millrace.controller.notification.channel;

import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.outbox.Outbox;
import dev.millrace.controller.notification.outbox.OutboxFull;
import java.util.List;

/** What happens to deliveries for which the outbox has no room. */
enum FullOutbox {
  /** The sender of the event is refused, and sends it again. */
  REFUSES {
    @Override
    void put(Outbox outbox, List<Delivery> deliveries) {
      outbox.accept(deliveries);
    }
  },

  /** The broker keeps the event until there is room. */
  WAITS {
    @Override
    void put(Outbox outbox, List<Delivery> deliveries) throws InterruptedException {
      while (!accepts(outbox, deliveries)) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  };

  private static final long PAUSE_MILLIS = 500;

  /**
   * Puts deliveries into the outbox.
   *
   * @throws OutboxFull when there is no room and nobody waits for it
   */
  abstract void put(Outbox outbox, List<Delivery> deliveries) throws InterruptedException;

  private static boolean accepts(Outbox outbox, List<Delivery> deliveries) {
    try {
      outbox.accept(deliveries);
      return true;
    } catch (OutboxFull _) {
      return false;
    }
  }
}
