package dev.millrace.controller.notification.provider.alerting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;
import java.net.URI;

/**
 * The type {@code pagerduty}: errors open an incident for the object, anything else closes it, and
 * information is a change event as well. Progress is not told.
 */
final class PagerDutyNotifier implements Notifier {
  private static final int SUMMARY_LIMIT = 1_024;

  private final ProviderSettings settings;

  PagerDutyNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    if (event.isProgress()) {
      return;
    }
    exchange.require(OutgoingRequest.post(method("/v2/enqueue"), incident(event)));
    if (event.severity().equals(Event.INFO)) {
      exchange.require(OutgoingRequest.post(method("/v2/change/enqueue"), change(event)));
    }
  }

  private URI method(String path) {
    return URI.create(settings.origin() + path);
  }

  private ObjectNode incident(Event event) {
    ObjectNode incident = JsonTree.object().put("routing_key", settings.channel());
    incident.put("event_action", Wording.isError(event) ? "trigger" : "resolve");
    incident.put("dedup_key", event.involvedObject().uid());
    if (Wording.isError(event)) {
      ObjectNode payload = incident.putObject("payload");
      putHeading(payload, event);
      payload.put("severity", "error");
      payload.put("component", event.involvedObject().name());
      payload.put("group", event.involvedObject().kind());
      putDetails(payload, event);
    }
    return incident;
  }

  private ObjectNode change(Event event) {
    ObjectNode change = JsonTree.object().put("routing_key", settings.channel());
    ObjectNode payload = change.putObject("payload");
    putHeading(payload, event);
    putDetails(payload, event);
    return change;
  }

  private static void putHeading(ObjectNode payload, Event event) {
    String summary = Wording.reason(event) + ": " + Wording.statusName(event);
    payload.put("summary", TextLimit.cut(summary, SUMMARY_LIMIT));
    payload.put("source", "Flux " + event.reportingController());
    payload.put("timestamp", event.timestamp());
  }

  private static void putDetails(ObjectNode payload, Event event) {
    ObjectNode details = payload.putObject("custom_details").put("message", event.message());
    if (event.metadata().isEmpty()) {
      details.putNull("metadata");
    } else {
      details.set("metadata", JsonTree.object(event.metadata()));
    }
  }
}
