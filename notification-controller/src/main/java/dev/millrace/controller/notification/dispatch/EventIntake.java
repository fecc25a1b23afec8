package dev.millrace.controller.notification.dispatch;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes the events that controllers post: read → drop repeats → hand on. */
public final class EventIntake {
  private final RepeatFilter repeats;
  private final Consumer<Event> accepted;

  /**
   * @param accepted who gets each event that counts; it must not block for long
   */
  public EventIntake(RepeatFilter repeats, Consumer<Event> accepted) {
    this.repeats = repeats;
    this.accepted = accepted;
  }

  /** The status code for a posted body: 202, 400 for what is no event, or 429 for a repeat. */
  public int take(byte[] body) {
    Optional<Event> event = EventJson.read(body);
    if (event.isEmpty()) {
      return 400;
    }
    if (!repeats.isNew(event.get())) {
      return 429;
    }
    accepted.accept(event.get());
    return 202;
  }
}
