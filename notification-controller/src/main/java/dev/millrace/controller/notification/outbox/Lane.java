package dev.millrace.controller.notification.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
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

  void removeFirst() {
    entries.removeFirst();
  }
}
