package dev.millrace.controller.notification.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one Provider is owed, in order: only what is needed to choose the next, for there may be
 * very many. Not thread-safe: the outbox guards it.
 */
final class Lane {
  private static final int MOST_OF_A_GROUP = 1_000;
  private static final int LOOK_AHEAD = 10_000;

  private final SequencedMap<Long, Entry> entries = new LinkedHashMap<>();

  /**
   * A delivery that is owed.
   *
   * @param group which others it may be told with; null when it is told alone
   */
  record Entry(long number, @Nullable String group, Instant accepted, Duration window) {
    static Entry of(long number, Delivery delivery) {
      Duration window = delivery.groupWindow();
      return new Entry(
          number,
          window.isZero() ? null : DeliveryGroup.key(delivery),
          delivery.accepted(),
          window);
    }
  }

  /** Adds at the end; true when the lane was empty, so that somebody has to start it. */
  boolean add(Entry entry) {
    entries.put(entry.number(), entry);
    return entries.size() == 1;
  }

  @Nullable Entry first() {
    return entries.isEmpty() ? null : entries.firstEntry().getValue();
  }

  /** All that belong to the same group as the first, in order, as far as they are looked for. */
  List<Long> firstGroup() {
    Entry first = entries.firstEntry().getValue();
    String group = first.group();
    if (group == null) {
      return List.of(first.number());
    }
    return entries.values().stream()
        .limit(LOOK_AHEAD)
        .filter(entry -> group.equals(entry.group()))
        .limit(MOST_OF_A_GROUP)
        .map(Entry::number)
        .toList();
  }

  void removeAll(List<Long> done) {
    done.forEach(entries::remove);
  }
}
