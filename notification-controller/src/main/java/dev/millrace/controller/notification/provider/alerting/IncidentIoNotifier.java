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

/**
 * The type {@code incident.io}: errors fire an alert for the object, anything else resolves it.
 * Progress is not told.
 */
final class IncidentIoNotifier implements Notifier {
  private static final int DESCRIPTION_LIMIT = 20_000;

  private final ProviderSettings settings;

  IncidentIoNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    if (!notification.event().isProgress()) {
      exchange.require(
          OutgoingRequest.post(settings.url(), alert(notification.event()))
              .bearer(settings.requireToken()));
    }
  }

  private static ObjectNode alert(Event event) {
    ObjectNode alert = JsonTree.object();
    alert.put("title", Wording.subject(event) + ": " + event.reason());
    alert.put("status", Wording.isError(event) ? "firing" : "resolved");
    alert.put("deduplication_key", event.involvedObject().uid());
    if (!event.message().isEmpty()) {
      alert.put("description", TextLimit.cut(event.message(), DESCRIPTION_LIMIT));
    }
    alert.set(
        "metadata",
        JsonTree.object(event.metadata())
            .put("reason", event.reason())
            .put("reportingController", event.reportingController())
            .put("severity", event.severity()));
    return alert;
  }
}
