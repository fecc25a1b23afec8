package dev.millrace.controller.notification.template;

import dev.millrace.api.notification.Alert;
import dev.millrace.controller.notification.dispatch.FailureReport;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.outbox.Delivery;
import dev.millrace.controller.notification.provider.Notification.AlertIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives deliveries the words that their Alerts ask for. Nothing is lost to a template that fails:
 * the event goes out in its own words then, and the owner of the Alert is told.
 */
public final class Rendering {
  private static final int LONGEST_TITLE = 200;

  private final Function<AlertIdentity, Optional<Alert>> alerts;
  private final FailureReport failures;

  /**
   * @param alerts finds an Alert; empty when it is gone
   */
  public Rendering(Function<AlertIdentity, Optional<Alert>> alerts, FailureReport failures) {
    this.alerts = alerts;
    this.failures = failures;
  }

  /** The delivery in its Alert's words. */
  public Delivery render(Delivery delivery) {
    Optional<Alert> alert = alerts.apply(delivery.alert());
    if (alert.isEmpty()) {
      return delivery;
    }
    try {
      AlertWording wording = AlertWording.of(alert.get());
      return delivery.with(reworded(delivery.event(), wording), wording.groupWindow());
    } catch (InvalidWording e) {
      failures.report(
          delivery.alert(),
          delivery.event(),
          "the message was sent in its own words: " + e.getMessage());
      return delivery;
    }
  }

  private static Event reworded(Event event, AlertWording wording) {
    Map<String, String> metadata = new TreeMap<>(event.metadata());
    if (wording.metadata() != null) {
      metadata.putAll(wording.metadata().of(event));
    }
    if (wording.summary() != null) {
      metadata.put("summary", wording.summary().of(event));
    }
    String message = wording.message() == null ? event.message() : wording.message().of(event);
    return event.withMetadata(metadata).withMessage(message).withTitle(title(event, wording));
  }

  /** One line of bounded length, for services have narrow bounds for titles. */
  private static String title(Event event, AlertWording wording) {
    String title = wording.title() == null ? "" : wording.title().of(event);
    String line = title.lines().collect(Collectors.joining(" ")).strip();
    return line.length() > LONGEST_TITLE ? line.substring(0, LONGEST_TITLE) : line;
  }
}
