package dev.millrace.controller.notification.provider.chat;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import dev.millrace.controller.notification.provider.TextLimit;
import dev.millrace.controller.notification.provider.Wording;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The type {@code zulip}: a message to the channel {@code stream/topic}. */
final class ZulipNotifier implements Notifier {
  private static final int TEXT_LIMIT = 10_000;

  private final ProviderSettings settings;

  ZulipNotifier(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    URI messages = URI.create(settings.origin() + "/api/v1/messages");
    String text = Wording.markdown(notification.event());
    for (String piece : TextLimit.pieces(text, TEXT_LIMIT)) {
      OutgoingRequest request = OutgoingRequest.form(messages, fields(piece));
      exchange.require(request.basic(settings.username(), settings.password().reveal()));
    }
  }

  private Map<String, String> fields(String text) {
    String[] target = settings.requireChannel("stream and topic: stream/topic").split("/", 2);
    if (target.length < 2 || target[0].isEmpty() || target[1].isEmpty()) {
      throw new NotificationFailure(
          "spec.channel of a zulip provider must be of the form stream/topic");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("type", "stream");
    fields.put("to", target[0]);
    fields.put("topic", target[1]);
    fields.put("content", text);
    return fields;
  }
}
