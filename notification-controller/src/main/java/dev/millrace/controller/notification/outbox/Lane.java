package dev.millrace.controller.notification.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one Provider is owed, in order. Not thread-safe: the outbox guards it. */
final class Lane {
  private final Deque<Entry> entries = new ArrayDeque<>();

  record Entry(long number, Delivery delivery) {}

  /** Adds at the end; true when the lane was empty, so that somebody has to start it. */
  boolean add(long number, Delivery delivery) {
    entries.addLast(new Entry(number, delivery));
    return entries.size() == 1;
  }

  @Nullable Entry first() {
    return entries.peekFirst();
  }

  /** All that belong to the same group as the first, in order. */
  List<Entry> firstGroup() {
    Entry first = entries.getFirst();
    if (first.delivery().groupWindow().isZero()) {
      return List.of(first);
    }
    String key = DeliveryGroup.key(first.delivery());
    return entries.stream()
        .filter(entry -> DeliveryGroup.key(entry.delivery()).equals(key))
        .toList();
  }

  void removeAll(List<Entry> done) {
    entries.removeAll(done);
  }
}
