package dev.millrace.runtime.event;

import dev.millrace.runtime.outcome.GeneralReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets news of progress wait for the news that follows it about the same object, so that a short
 * run is one event: its message has a line for each, its reason is that of the last. Used by one
 * thread.
 */
final class EventGathering {
  private final long patience;
  private final LongSupplier nanoTime;

  /** By the uid of the object; those that waited longest come first. */
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  private record Waiting(EventMessage news, long due) {}

  /**
   * Gathers nothing yet.
   *
   * @param patience how long news of progress waits; zero for not at all
   * @param nanoTime such as {@link System#nanoTime}
   */
  EventGathering(Duration patience, LongSupplier nanoTime) {
    this.patience = patience.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Takes news and returns what is to be delivered now, in this order. */
  List<EventMessage> add(EventMessage news) {
    List<EventMessage> ready = new ArrayList<>();
    String object = news.subject().uid();
    Waiting before = waiting.get(object);
    if (before != null && !before.news().type().equals(news.type())) {
      waiting.remove(object);
      ready.add(before.news());
      before = null;
    }
    EventMessage whole = before == null ? news : before.news().followedBy(news);
    if (patience > 0 && isProgress(news)) {
      long due = before == null ? nanoTime.getAsLong() + patience : before.due();
      waiting.put(object, new Waiting(whole, due));
    } else {
      waiting.remove(object);
      ready.add(whole);
    }
    return ready;
  }

  /** What has waited long enough. */
  List<EventMessage> due() {
    long now = nanoTime.getAsLong();
    List<EventMessage> due =
        waiting.values().stream()
            .takeWhile(each -> each.due() - now <= 0)
            .map(Waiting::news)
            .toList();
    due.forEach(news -> waiting.remove(news.subject().uid()));
    return due;
  }

  /** In how many nanoseconds something has waited long enough; empty if nothing waits. */
  OptionalLong nanosUntilDue() {
    return waiting.values().stream()
        .limit(1)
        .mapToLong(first -> Math.max(0, first.due() - nanoTime.getAsLong()))
        .findFirst();
  }

  private static boolean isProgress(EventMessage news) {
    return news.reason().equals(GeneralReason.PROGRESSING.text());
  }
}
