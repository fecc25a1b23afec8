package dev.millrace.controller.notification.provider.alerting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.Wording;

/** The type {@code grafana}: an annotation with tags. */
final class GrafanaNotifier implements Notifier {
  private final ProviderSettings settings;

  GrafanaNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    OutgoingRequest request =
        OutgoingRequest.post(settings.url(), annotation(notification.event()));
    String token = settings.token().reveal();
    exchange.require(
        token.isEmpty() && settings.hasLogin()
            ? request.basic(settings.username(), settings.password().reveal())
            : request.bearer(token));
  }

  private static ObjectNode annotation(Event event) {
    ObjectNode annotation = JsonTree.object();
    annotation.put("when", event.time().getEpochSecond());
    annotation.put("text", Wording.subject(event));
    ArrayNode tags = annotation.putArray("tags").add("flux").add(event.reportingController());
    // A colon would split the tag into a name and a value.
    event
        .metadata()
        .forEach((key, value) -> tags.add(key.replace(':', '|') + ": " + value.replace(':', '|')));
    tags.add("kind: " + event.involvedObject().kind());
    tags.add("name: " + event.involvedObject().name());
    tags.add("namespace: " + event.involvedObject().namespace());
    return annotation;
  }
}
