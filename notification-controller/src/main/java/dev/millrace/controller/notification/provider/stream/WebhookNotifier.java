package dev.millrace.controller.notification.provider.stream;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Hmac;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The types {@code generic} and {@code generic-hmac}: the event itself, signed or not. Repeats have
 * the same {@code Idempotency-Key}, an addition to Flux.
 */
final class WebhookNotifier implements Notifier {
  private final ProviderSettings settings;
  private final boolean signed;

  WebhookNotifier(ProviderSettings settings, boolean signed) {
    this.settings = settings;
    this.signed = signed;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    Event event = notification.event();
    byte[] body = EventJson.bytes(event);
    OutgoingRequest request =
        OutgoingRequest.post(settings.url(), "application/json", body)
            .header("gotk-component", event.reportingController())
            .header("Idempotency-Key", notification.id());
    if (signed) {
      byte[] key = settings.token().reveal().getBytes(StandardCharsets.UTF_8);
      request = request.header("X-Signature", "sha256=" + Hmac.SHA256.hex(key, body));
    }
    for (Map.Entry<String, String> header : settings.headers().reveal().entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    exchange.require(request);
  }
}
