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

/** The type {@code lark}: an interactive card. */
final class LarkNotifier implements Notifier {
  private static final int TEXT_LIMIT = 20_000;

  private final ProviderSettings settings;

  LarkNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    exchange.require(OutgoingRequest.post(settings.url(), message(notification.event())));
  }

  private static ObjectNode message(Event event) {
    ObjectNode message = JsonTree.object().put("msg_type", "interactive");
    ObjectNode card = message.putObject("card");
    card.putObject("config").put("wide_screen_mode", true);
    ObjectNode header = card.putObject("header");
    header
        .putObject("title")
        .put("tag", "plain_text")
        .put("content", (Wording.isError(event) ? "🚨 " : "💫 ") + Wording.subject(event));
    header.put("template", Wording.isError(event) ? "red" : "turquoise");
    card.putArray("elements")
        .addObject()
        .put("tag", "div")
        .putObject("text")
        .put("tag", "lark_md")
        .put("content", text(event));
    return message;
  }

  private static String text(Event event) {
    return "**%s**\n\n%s"
        .formatted(TextLimit.cut(event.message(), TEXT_LIMIT), Wording.lines(event, "%s: %s\n"));
  }
}
