package dev.millrace.controller.notification.provider.chat;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import java.net.URI;

/** The type {@code discord}: its webhooks read messages in the form of Slack below a path. */
final class DiscordNotifier implements Notifier {
  private static final int TEXT_LIMIT = 4_000;
  private static final String SLACK_PATH = "/slack";

  private final ProviderSettings settings;

  DiscordNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    URI address = address();
    for (String text : TextLimit.pieces(event.message(), TEXT_LIMIT)) {
      SlackMessage message =
          new SlackMessage("", settings.username(), "", SlackMessage.colorName(event), text);
      exchange.require(OutgoingRequest.post(address, message.tree(event)));
    }
  }

  private URI address() {
    URI address = settings.url();
    String path = address.getRawPath();
    if (path.endsWith(SLACK_PATH)) {
      return address;
    }
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return URI.create(settings.origin() + trimmed + SLACK_PATH + query);
  }
}
