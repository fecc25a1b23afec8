package dev.millrace.controller.notification.provider.alerting;

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
import dev.millrace.safety.Sha256;

/** The type {@code opsgenie}: an alert; alerts of one reason for one object are one alert. */
final class OpsgenieNotifier implements Notifier {
  private static final int MESSAGE_LIMIT = 130;
  private static final int DESCRIPTION_LIMIT = 15_000;

  private final ProviderSettings settings;

  OpsgenieNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    exchange.require(
        OutgoingRequest.post(settings.url(), alert(notification.event()))
            .header("Authorization", "GenieKey " + settings.requireToken()));
  }

  private ObjectNode alert(Event event) {
    InvolvedObject object = event.involvedObject();
    ObjectNode alert = JsonTree.object();
    alert.put("message", TextLimit.cut(object.kind() + "/" + object.name(), MESSAGE_LIMIT));
    alert.put("alias", alias(event));
    alert.put("description", TextLimit.cut(event.message(), DESCRIPTION_LIMIT));
    alert.set("details", JsonTree.object(event.metadata()).put("severity", event.severity()));
    return alert;
  }

  private String alias(Event event) {
    return Sha256.hex(settings.identity().uid() + "/" + Wording.path(event) + "/" + event.reason());
  }
}
