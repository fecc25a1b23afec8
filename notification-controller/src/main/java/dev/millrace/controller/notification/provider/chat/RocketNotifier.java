package dev.millrace.controller.notification.provider.chat;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;

/** The type {@code rocket}: Rocket.Chat reads messages in the form of Slack. */
final class RocketNotifier implements Notifier {
  private static final int TEXT_LIMIT = 40_000;

  private final ProviderSettings settings;

  RocketNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    SlackMessage message =
        new SlackMessage(
            settings.channel(),
            settings.username(),
            "",
            Wording.isError(event) ? "#FF0000" : "#0076D7",
            TextLimit.cut(event.message(), TEXT_LIMIT));
    exchange.require(OutgoingRequest.post(settings.url(), message.tree(event)));
  }
}
