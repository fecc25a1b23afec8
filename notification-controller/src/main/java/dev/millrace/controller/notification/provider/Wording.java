package dev.millrace.controller.notification.provider;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How messages speak of events: the phrases that several services share. */
public final class Wording {
  private Wording() {}

  /** Whether the event tells of a failure. */
  public static boolean isError(Event event) {
    return event.severity().equals(Event.ERROR);
  }

  /**
   * The title of the event, or else the object in short: {@code kind/name.namespace}, the kind in
   * lower case.
   */
  public static String subject(Event event) {
    if (!event.title().isEmpty()) {
      return event.title();
    }
    InvolvedObject object = event.involvedObject();
    return "%s/%s.%s".formatted(lower(object.kind()), object.name(), object.namespace());
  }

  /** The object as it is written in manifests: {@code Kind/namespace/name}. */
  public static String path(Event event) {
    return event.involvedObject().path();
  }

  /** The name of a status: {@code kind/name} after the summary, if there is one; lower case. */
  public static String statusName(Event event) {
    InvolvedObject object = event.involvedObject();
    String name = object.kind() + "/" + object.name();
    String summary = event.metadata().get("summary");
    return lower(summary == null ? name : summary + "/" + name);
  }

  /** The reason in words: {@code HealthCheckFailed} becomes {@code health check failed}. */
  public static String reason(Event event) {
    return lower(String.join(" ", CamelCase.words(event.reason())));
  }

  /** The first line of the message. */
  public static String firstLine(Event event) {
    int end = event.message().indexOf('\n');
    return end < 0 ? event.message() : event.message().substring(0, end);
  }

  /** One line for each piece of metadata. */
  public static String lines(Event event, String format) {
    StringBuilder lines = new StringBuilder();
    event.metadata().forEach((key, value) -> lines.append(format.formatted(key, value)));
    return lines.toString();
  }

  /** A whole message in Markdown: heading, object, text and metadata. */
  public static String markdown(Event event) {
    Map<String, String> facts = new TreeMap<>(event.metadata());
    facts.remove("change_request");
    return "## Flux Status\n\n%s %s\n\n%s\n\nMetadata:\n%s"
        .formatted(
            isError(event) ? "⚠️" : "ℹ️",
            path(event),
            event.message(),
            lines(event.withMetadata(facts), "* `%s`: %s\n"));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
