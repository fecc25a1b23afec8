package dev.millrace.controller.notification.dispatch;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers for a while which events were seen, so that a controller that says the same again is
 * told to stop (FLUX.md 5.3). The memory is bounded: the oldest are forgotten first. With a folder
 * it survives the end of the process.
 */
public final class RepeatFilter {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatFilter.class);
  private static final int MOST = 100_000;

  private final Clock clock;
  private final Duration window;
  private final SequencedMap<String, Instant> seen = new LinkedHashMap<>();
  private @Nullable SeenLog log;

  /**
   * @param window how long an event is remembered ({@code --rate-limit-interval})
   */
  public RepeatFilter(Clock clock, Duration window) {
    this.clock = clock;
    this.window = window;
  }

  /**
   * A filter that goes on with what another one left in the folder.
   *
   * @throws UncheckedIOException when the folder can't be used
   */
  public static RepeatFilter in(Path folder, Clock clock, Duration window) {
    RepeatFilter filter = new RepeatFilter(clock, window);
    try {
      SeenLog log = SeenLog.open(folder);
      filter.seen.putAll(log.since(clock.instant().minus(window)));
      filter.log = log;
      return filter;
    } catch (IOException e) {
      throw new UncheckedIOException("the memory of events can't be opened", e);
    }
  }

  /** Whether the event is new; if so, it is remembered from now on. */
  public synchronized boolean isNew(Event event) {
    Instant now = clock.instant();
    forgetBefore(now.minus(window));
    forgetAfter(now);
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

  /**
   * The event was taken charge of: only now may it be remembered beyond the end of the process, or
   * one that was never taken would be refused after a crash.
   */
  public synchronized void confirm(Event event) {
    if (log == null) {
      return;
    }
    try {
      log.add(EventId.of(event), clock.instant(), seen);
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .log("the memory of events can't be written; it ends with the process");
      log = null;
    }
  }

  /** When the clock was put back: better to tell twice than to be silent until it has caught up. */
  private void forgetAfter(Instant now) {
    while (!seen.isEmpty() && seen.lastEntry().getValue().isAfter(now)) {
      seen.pollLastEntry();
    }
  }

  private void forgetBefore(Instant limit) {
    while (!seen.isEmpty() && seen.firstEntry().getValue().isBefore(limit)) {
      seen.pollFirstEntry();
    }
  }
}
