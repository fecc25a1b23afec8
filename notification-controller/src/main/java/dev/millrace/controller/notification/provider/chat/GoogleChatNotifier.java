package dev.millrace.controller.notification.provider.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
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

/** The type {@code googlechat}: a card with the message and one section for the metadata. */
final class GoogleChatNotifier implements Notifier {
  private static final int TEXT_LIMIT = 20_000;

  private final ProviderSettings settings;

  GoogleChatNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    exchange.require(OutgoingRequest.post(settings.url(), message(notification.event())));
  }

  private static ObjectNode message(Event event) {
    ObjectNode message = JsonTree.object();
    ObjectNode card = message.putArray("cards").addObject();
    ObjectNode header = card.putObject("header");
    header.put("title", Wording.subject(event)).put("subtitle", event.reportingController());
    header.putNull("imageUrl").putNull("imageStyle");
    ArrayNode sections = card.putArray("sections");
    ObjectNode paragraph = section(sections).addObject();
    paragraph.putObject("textParagraph").put("text", text(event));
    paragraph.putNull("keyValue");
    if (!event.metadata().isEmpty()) {
      ArrayNode widgets = section(sections);
      event.metadata().forEach((label, content) -> keyValue(widgets, label, content));
    }
    return message;
  }

  private static ArrayNode section(ArrayNode sections) {
    return sections.addObject().put("header", "").putArray("widgets");
  }

  private static void keyValue(ArrayNode widgets, String label, String content) {
    ObjectNode widget = widgets.addObject().putNull("textParagraph");
    ObjectNode pair = widget.putObject("keyValue");
    pair.put("topLabel", label).put("content", content).put("contentMultiline", false);
    pair.putNull("bottomLabel").putNull("icon");
  }

  private static String text(Event event) {
    String text = TextLimit.cut(event.message(), TEXT_LIMIT);
    return Wording.isError(event) ? "<font color=\"#ff0000\">" + text + "</font>" : text;
  }
}
