package dev.millrace.controller.notification.provider;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.EventJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The types {@code generic} and {@code generic-hmac}: the event itself, signed or not. */
final class WebhookNotifier implements Notifier {
  private final ProviderSettings settings;
  private final boolean signed;

  WebhookNotifier(ProviderSettings settings, boolean signed) {
    this.settings = settings;
    this.signed = signed;
  }

  @Override
  public void tell(Event event, Exchange exchange) throws InterruptedException {
    byte[] body = EventJson.bytes(event);
    OutgoingRequest request =
        new OutgoingRequest(
                "POST",
                URI.create(settings.address().reveal()),
                Map.of("Content-Type", "application/json"),
                body)
            .header("gotk-component", event.reportingController());
    for (Map.Entry<String, String> header : settings.headers().entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    if (signed) {
      byte[] key = settings.token().reveal().getBytes(StandardCharsets.UTF_8);
      request = request.header("X-Signature", "sha256=" + Hmac.SHA256.hex(key, body));
    }
    exchange.require(request);
  }
}
