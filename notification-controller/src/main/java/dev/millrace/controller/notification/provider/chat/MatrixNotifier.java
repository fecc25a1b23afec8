package dev.millrace.controller.notification.provider.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.provider.Digest;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The type {@code matrix}: a text message to a room. The transaction is named by the SHA-1 of the
 * event's JSON, so the home server drops repeats, whether Flux or Millrace sends them.
 */
final class MatrixNotifier implements Notifier {
  private static final int TEXT_LIMIT = 16_000;
  private static final String SEND = "/_matrix/client/r0/rooms/%s/send/m.room.message/%s";

  private final ProviderSettings settings;

  MatrixNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    String room = URLEncoder.encode(settings.requireChannel("room"), StandardCharsets.UTF_8);
    String transaction = Digest.sha1(EventJson.bytes(event));
    // These two are allowed in paths, and home servers compare rooms as they are written.
    String path = SEND.formatted(room.replace("%21", "!").replace("%3A", ":"), transaction);
    exchange.require(
        OutgoingRequest.json("PUT", URI.create(settings.origin() + path), message(event))
            .bearer(settings.token().reveal()));
  }

  private static ObjectNode message(Event event) {
    ObjectNode message = JsonTree.object();
    message.put(
        "body",
        "%s %s\n%s\n%s"
            .formatted(
                Wording.isError(event) ? "🚨" : "💫",
                Wording.subject(event),
                TextLimit.cut(event.message(), TEXT_LIMIT),
                Wording.lines(event, "- %s: %s\n")));
    message.put("msgtype", "m.text");
    return message;
  }
}
