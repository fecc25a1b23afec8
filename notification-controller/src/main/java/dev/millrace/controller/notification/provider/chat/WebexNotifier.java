package dev.millrace.controller.notification.provider.chat;

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

/** The type {@code webex}: a message in Markdown to a room. */
final class WebexNotifier implements Notifier {
  private static final int TEXT_LIMIT = 3_000;

  private final ProviderSettings settings;

  WebexNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    for (String text : TextLimit.pieces(event.message(), TEXT_LIMIT)) {
      ObjectNode message = JsonTree.object();
      message.put("roomId", settings.channel());
      message.put(
          "markdown",
          "%s **%s**\n%s\n%s"
              .formatted(
                  Wording.isError(event) ? "💣" : "✅",
                  Wording.subject(event),
                  text,
                  Wording.lines(event, ">**%s**: %s\n")));
      exchange.require(
          OutgoingRequest.post(settings.url(), message).bearer(settings.requireToken()));
    }
  }
}
