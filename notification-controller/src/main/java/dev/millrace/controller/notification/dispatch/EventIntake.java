package dev.millrace.controller.notification.dispatch;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import java.util.Optional;

/** Takes the events that controllers post: read → drop repeats → hand on. */
public final class EventIntake {
  private final RepeatFilter repeats;
  private final Acceptance acceptance;

  /**
   * @param acceptance gets each event that counts
   */
  public EventIntake(RepeatFilter repeats, Acceptance acceptance) {
    this.repeats = repeats;
    this.acceptance = acceptance;
  }

  /** Takes charge of events. */
  @FunctionalInterface
  public interface Acceptance {
    /** Whether the event will be told; false when it can't be taken now. */
    boolean take(Event event);
  }

  /**
   * The status code for a posted body: 202, 400 for what is no event, 429 for a repeat, or 503 when
   * it could not be taken; senders try again after 503 and not after 429.
   */
  public int take(byte[] body) {
    Optional<Event> event = EventJson.read(body);
    if (event.isEmpty()) {
      return 400;
    }
    if (!repeats.isNew(event.get())) {
      return 429;
    }
    if (acceptance.take(event.get())) {
      repeats.confirm(event.get());
      return 202;
    }
    repeats.forget(event.get());
    return 503;
  }
}
