package dev.millrace.controller.notification.provider.alerting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;
import java.net.URI;
import java.util.Locale;

/** The type {@code datadog}: an event with tags, which Datadog keeps in lower case. */
final class DatadogNotifier implements Notifier {
  private static final int TITLE_LIMIT = 500;
  private static final int TEXT_LIMIT = 4_000;

  private final ProviderSettings settings;

  DatadogNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    URI events = URI.create(settings.origin() + "/api/v1/events");
    exchange.require(
        OutgoingRequest.post(events, body(notification.event()))
            .header("Dd-Api-Key", settings.requireToken()));
  }

  private static ObjectNode body(Event event) {
    InvolvedObject object = event.involvedObject();
    String title =
        "Events from the %s %s/%s".formatted(object.kind(), object.name(), object.namespace());
    ObjectNode body = JsonTree.object();
    body.put("title", TextLimit.cut(title, TITLE_LIMIT));
    body.put("text", TextLimit.cut(event.message(), TEXT_LIMIT));
    body.put("alert_type", Wording.isError(event) ? "error" : "info");
    body.put("date_happened", event.time().getEpochSecond());
    body.put("source_type_name", "fluxcd");
    ArrayNode tags = body.putArray("tags");
    addTag(tags, "flux_reporting_controller", event.reportingController());
    addTag(tags, "flux_reason", event.reason());
    addTag(tags, "kube_kind", object.kind());
    addTag(tags, "kube_name", object.name());
    addTag(tags, "kube_namespace", object.namespace());
    event.metadata().forEach((key, value) -> addTag(tags, key, value));
    return body;
  }

  private static void addTag(ArrayNode tags, String key, String value) {
    tags.add((key + ":" + value).toLowerCase(Locale.ROOT));
  }
}
