package dev.millrace.controller.notification.outbox;

import java.io.IOException;
import java.util.List;

/** Remembers which deliveries are owed, as bytes; bounded only by who writes to it. */
interface DeliveryLog extends AutoCloseable {
  /**
   * Remembers deliveries; when this returns they survive the end of the process.
   *
   * @return a number for each, rising
   * @throws IOException when they could not all be written; none of them is remembered then
   */
  List<Long> add(List<byte[]> contents) throws IOException;

  /** What was remembered under a number that is owed. */
  byte[] read(long number) throws IOException;

  /** Forgets a delivery that was made or given up. It may be remembered again after a crash. */
  void remove(long number) throws IOException;

  /** What is owed, in the order in which it was added. */
  List<Long> owed();

  /** How many bytes are owed. */
  long bytes();

  @Override
  void close() throws IOException;
}
