package dev.millrace.controller.notification.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Remembers nothing beyond the life of the process: for installations without a volume. */
final class MemoryLog implements DeliveryLog {
  private long next = 1;

  @Override
  public synchronized List<Long> add(List<Delivery> deliveries) {
    List<Long> numbers = new ArrayList<>();
    deliveries.forEach(_ -> numbers.add(next++));
    return numbers;
  }

  @Override
  public void remove(long number) {}

  @Override
  public SequencedMap<Long, Delivery> owed() {
    return new LinkedHashMap<>();
  }

  @Override
  public void close() {}
}
