package dev.millrace.controller.notification.provider.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;
import java.net.URI;
import java.util.Set;

/** The type {@code slack}: an incoming webhook, or the {@code chat.postMessage} method. */
final class SlackNotifier implements Notifier {
  private static final int TEXT_LIMIT = 40_000;
  private static final Set<String> API_HOSTS = Set.of("slack.com", "slack-gov.com");
  private static final String API_METHOD = "/api/chat.postMessage";

  private final ProviderSettings settings;

  SlackNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    URI address = settings.url();
    ServiceAnswer answer =
        exchange.require(
            OutgoingRequest.post(address, message(notification.event()))
                .bearer(settings.token().reveal()));
    if (API_HOSTS.contains(address.getHost()) && API_METHOD.equals(address.getPath())) {
      requireOk(answer);
    }
  }

  private ObjectNode message(Event event) {
    return new SlackMessage(
            settings.channel(),
            settings.username(),
            Wording.subject(event) + ": " + Wording.firstLine(event),
            SlackMessage.colorName(event),
            TextLimit.cut(event.message(), TEXT_LIMIT))
        .tree(event);
  }

  /** The method answers 200 whatever happened; the body tells. */
  private static void requireOk(ServiceAnswer answer) {
    JsonNode body = JsonTree.read(answer);
    if (!body.path("ok").asBoolean(false)) {
      throw new NotificationFailure(
          "Slack refused the message: " + body.path("error").asText("no reason given"));
    }
  }
}
