package dev.millrace.controller.notification.outbox;

import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;

/** Remembers which deliveries are owed. */
interface DeliveryLog extends AutoCloseable {
  /**
   * Remembers deliveries; when this returns they survive the end of the process.
   *
   * @return a number for each, rising
   */
  List<Long> add(List<Delivery> deliveries) throws IOException;

  /** Forgets a delivery that was made or given up. It may be remembered again after a crash. */
  void remove(long number) throws IOException;

  /** What is owed at the start, in the order in which it was added. */
  SequencedMap<Long, Delivery> owed();

  @Override
  void close() throws IOException;
}
