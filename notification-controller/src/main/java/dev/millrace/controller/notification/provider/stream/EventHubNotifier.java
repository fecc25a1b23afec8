package dev.millrace.controller.notification.provider.stream;

import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.net.URI;
import java.time.Clock;

/**
 * The type {@code azureeventhub}: the event as a message to a hub, by the REST interface of Event
 * Hubs. The address is a connection string with a shared access key, or the name of a hub in the
 * namespace that the channel names, with a token or a workload identity.
 */
final class EventHubNotifier implements Notifier {
  private static final String CONTENT_TYPE = "application/atom+xml;type=entry;charset=utf-8";
  private static final String DOMAIN = ".servicebus.windows.net";

  private final ProviderSettings settings;
  private final CloudTokens tokens;
  private final Clock clock;

  EventHubNotifier(ProviderSettings settings, CloudTokens tokens, Clock clock) {
    this.settings = settings;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) throws InterruptedException {
    String address = settings.address().reveal();
    byte[] body = EventJson.bytes(notification.event());
    if (address.contains("SharedAccessKey")) {
      EventHubConnection connection = EventHubConnection.parse(settings.address());
      exchange.require(
          message(connection.hub(), body)
              .header("Authorization", connection.signature(clock.instant())));
      return;
    }
    exchange.require(message(hub(address), body).bearer(token()));
  }

  private static OutgoingRequest message(URI hub, byte[] body) {
    return OutgoingRequest.post(URI.create(hub + "/messages"), CONTENT_TYPE, body);
  }

  private URI hub(String name) {
    String namespace = settings.requireChannel("Event Hubs namespace");
    String host = namespace.contains(".") ? namespace : namespace + DOMAIN;
    try {
      return URI.create("https://" + host + "/" + name);
    } catch (IllegalArgumentException _) {
      throw new NotificationFailure("the provider's address or channel is no name of a hub");
    }
  }

  private String token() throws InterruptedException {
    String token = settings.token().reveal();
    if (!token.isEmpty() && !settings.identity().serviceAccount().isEmpty()) {
      throw new NotificationFailure(
          "a token and spec.serviceAccountName can't be used together; remove one of them");
    }
    return token.isEmpty()
        ? tokens.azure(settings.identity(), CloudTokens.AZURE_EVENT_HUBS)
        : token;
  }
}
