package dev.millrace.controller.notification.event;

import dev.millrace.safety.Sha256;
import java.util.List;

/** What makes two events the same: the object, the message and what it was at (FLUX.md 5.3). */
public final class EventId {
  private static final List<String> IDENTIFYING = List.of("originRevision", "revision", "token");

  private EventId() {}

  /** The id of an event with its metadata as it was posted: 64 hexadecimal digits, as in Flux. */
  public static String of(Event event) {
    StringBuilder text = new StringBuilder("event");
    append(text, "name", event.involvedObject().name());
    append(text, "namespace", event.involvedObject().namespace());
    append(text, "kind", event.involvedObject().kind());
    append(text, "message", event.message());
    for (String fact : IDENTIFYING) {
      String value = event.metadata().get(event.involvedObject().group() + "/" + fact);
      if (value != null) {
        append(text, fact, value);
      }
    }
    return Sha256.hex(text.toString());
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append('/').append(name).append('=').append(value);
  }
}
