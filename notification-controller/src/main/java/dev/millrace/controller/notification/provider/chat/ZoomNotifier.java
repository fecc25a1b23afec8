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
import java.net.URI;

/** The type {@code zoom}: an incoming webhook of Team Chat, in its full format. */
final class ZoomNotifier implements Notifier {
  private static final int TEXT_LIMIT = 4_000;

  private final ProviderSettings settings;

  ZoomNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    URI address = inFullFormat(settings.url());
    for (String text : TextLimit.pieces(notification.event().message(), TEXT_LIMIT)) {
      exchange.require(
          OutgoingRequest.post(address, message(notification.event(), text))
              .header("Authorization", settings.requireToken()));
    }
  }

  /** An address that names a format already is left alone. */
  private static URI inFullFormat(URI address) {
    String query = address.getRawQuery();
    if (query != null && ("&" + query).matches(".*&format=[^&].*")) {
      return address;
    }
    String separator = query == null ? "?" : "&";
    return URI.create(address + separator + "format=full");
  }

  private static ObjectNode message(Event event, String text) {
    ObjectNode message = JsonTree.object();
    ObjectNode content = message.putObject("content");
    ObjectNode head = content.putObject("head").put("text", Wording.subject(event));
    head.putObject("sub_head").put("text", event.severity());
    ArrayNode body = content.putArray("body");
    ObjectNode paragraph = body.addObject().put("type", "message");
    if (!text.isEmpty()) {
      paragraph.put("text", text);
    }
    if (!event.metadata().isEmpty()) {
      ArrayNode items = body.addObject().put("type", "fields").putArray("items");
      event
          .metadata()
          .forEach((key, value) -> items.addObject().put("key", key).put("value", value));
    }
    return message;
  }
}
