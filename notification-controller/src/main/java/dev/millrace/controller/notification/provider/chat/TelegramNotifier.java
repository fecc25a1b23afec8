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
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The type {@code telegram}: the method {@code sendMessage} of the Bot API. The channel is a chat,
 * or {@code chat:thread} for a topic of a forum.
 */
final class TelegramNotifier implements Notifier {
  private static final String PUBLIC_API = "https://api.telegram.org";
  private static final String SPECIAL = "\\.-_[]()~>`#+=|{}!*";

  // Telegram counts 4096 after it took the escapes away; metadata needs room as well.
  private static final int TEXT_LIMIT = 3_000;

  private final ProviderSettings settings;

  TelegramNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    URI method = method();
    for (String text : TextLimit.pieces(notification.event().message(), TEXT_LIMIT)) {
      exchange.require(OutgoingRequest.post(method, message(notification.event(), text)));
    }
  }

  private URI method() {
    String api = settings.address().reveal().isEmpty() ? PUBLIC_API : settings.origin();
    String token =
        URLEncoder.encode(settings.requireToken(), StandardCharsets.UTF_8).replace("%3A", ":");
    return URI.create(api + "/bot" + token + "/sendMessage");
  }

  private ObjectNode message(Event event, String text) {
    String channel = settings.requireChannel("chat");
    int colon = channel.indexOf(':');
    ObjectNode message = JsonTree.object();
    message.put("chat_id", colon < 0 ? channel : channel.substring(0, colon));
    if (colon >= 0 && colon + 1 < channel.length()) {
      message.put("message_thread_id", channel.substring(colon + 1));
    }
    message.put("text", "*%s*\n%s\n%s".formatted(heading(event), escape(text), facts(event)));
    message.put("parse_mode", "MarkdownV2");
    return message;
  }

  private static String heading(Event event) {
    return escape(
        "%s %s/%s/%s"
            .formatted(
                Wording.isError(event) ? "🚨" : "💫",
                event.involvedObject().kind().toLowerCase(Locale.ROOT),
                event.involvedObject().name(),
                event.involvedObject().namespace()));
  }

  private static String facts(Event event) {
    StringBuilder facts = new StringBuilder();
    event
        .metadata()
        .forEach(
            (key, value) -> facts.append("\\- *%s*: %s\n".formatted(escape(key), escape(value))));
    return facts.toString();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char character : text.toCharArray()) {
      if (SPECIAL.indexOf(character) >= 0) {
        escaped.append('\\');
      }
      escaped.append(character);
    }
    return escaped.toString();
  }
}
