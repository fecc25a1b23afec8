package dev.millrace.controller.notification.dispatch;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Remembers for a while which events were seen, so that a controller that says the same again is
 * told to stop (FLUX.md 5.3). The memory is bounded: the oldest are forgotten first.
 */
public final class RepeatFilter {
  private static final int MOST = 100_000;

  private final Clock clock;
  private final Duration window;
  private final SequencedMap<String, Instant> seen = new LinkedHashMap<>();

  /**
   * @param window how long an event is remembered ({@code --rate-limit-interval})
   */
  public RepeatFilter(Clock clock, Duration window) {
    this.clock = clock;
    this.window = window;
  }

  /** Whether the event is new; if so, it is remembered from now on. */
  public synchronized boolean isNew(Event event) {
    Instant now = clock.instant();
    forgetBefore(now.minus(window));
    String key = EventId.of(event);
    if (seen.containsKey(key)) {
      return false;
    }
    if (seen.size() >= MOST) {
      seen.pollFirstEntry();
    }
    seen.put(key, now);
    return true;
  }

  /** Takes back that an event was seen, so that it counts when it is sent again. */
  public synchronized void forget(Event event) {
    seen.remove(EventId.of(event));
  }

  private void forgetBefore(Instant limit) {
    while (!seen.isEmpty() && seen.firstEntry().getValue().isBefore(limit)) {
      seen.pollFirstEntry();
    }
  }
}
