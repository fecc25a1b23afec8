package dev.millrace.controller.notification.provider.alerting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.util.Map;
import java.util.TreeMap;

/** The type {@code alertmanager}: one firing alert, whose end Alertmanager decides. */
final class AlertmanagerNotifier implements Notifier {
  private static final String SUMMARY = "summary";
  private static final String NO_END = "0001-01-01T00:00:00Z";

  private final ProviderSettings settings;

  AlertmanagerNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    OutgoingRequest request =
        OutgoingRequest.post(settings.url(), alerts(notification.event()))
            .bearer(settings.token().reveal());
    if (settings.hasLogin()) {
      request = request.basic(settings.username(), settings.password().reveal());
    }
    exchange.require(request);
  }

  private static ArrayNode alerts(Event event) {
    ObjectNode alert = JsonTree.object().put("status", "firing");
    alert.set("labels", JsonTree.object(labels(event)));
    ObjectNode annotations = alert.putObject("annotations").put("message", event.message());
    if (event.metadata().containsKey(SUMMARY)) {
      annotations.put(SUMMARY, event.meta(SUMMARY));
    }
    alert.put("startsAt", event.timestamp().isEmpty() ? NO_END : event.timestamp());
    alert.put("endsAt", NO_END);
    return JsonNodeFactory.instance.arrayNode().add(alert);
  }

  private static Map<String, String> labels(Event event) {
    Map<String, String> labels = new TreeMap<>(event.metadata());
    labels.remove(SUMMARY);
    String kind = event.involvedObject().kind();
    labels.put("alertname", "Flux" + kind + TitleCase.of(event.reason()));
    labels.put("severity", event.severity());
    labels.put("reason", event.reason());
    labels.put("kind", kind);
    labels.put("name", event.involvedObject().name());
    labels.put("namespace", event.involvedObject().namespace());
    labels.put("reportingcontroller", event.reportingController());
    return labels;
  }
}
