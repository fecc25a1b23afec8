package dev.millrace.controller.notification.provider.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.event.EventJson;
import dev.millrace.controller.notification.provider.Dialer;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.Notification;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** The type {@code nats}: the event as a message on a subject, which the channel names. */
final class NatsNotifier implements Notifier {
  private static final int PORT = 4222;

  private final ProviderSettings settings;
  private final Dialer dialer;

  NatsNotifier(ProviderSettings settings, Dialer dialer) {
    this.settings = settings;
    this.dialer = dialer;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) {
    URI server = server();
    String subject = settings.requireChannel("subject");
    if (!subject.matches("\\S+")) {
      throw new NotificationFailure("spec.channel of a nats provider must not hold blanks");
    }
    int port = server.getPort() < 0 ? PORT : server.getPort();
    try (Socket socket = dialer.dial(server.getHost(), port);
        NatsSession session =
            NatsSession.open(socket, server.getHost(), "tls".equals(server.getScheme()))) {
      session.connect(options(server, session.nonce()));
      session.publish(subject, notification.id(), EventJson.bytes(notification.event()));
      session.flush();
    } catch (IOException e) {
      throw NotificationFailure.temporary(
          "the NATS server could not be reached (%s)".formatted(e.getClass().getSimpleName()));
    }
  }

  private ObjectNode options(URI server, String nonce) {
    ObjectNode options = JsonTree.object();
    options.put("verbose", false).put("pedantic", false).put("headers", true);
    options.put("name", "NATS Provider Publisher").put("lang", "java").put("version", "1");
    options.put("protocol", 1);
    NatsLogin.addTo(options, settings, server, nonce);
    return options;
  }

  private URI server() {
    String address = settings.address().reveal();
    try {
      URI server = URI.create(address.contains("://") ? address : "nats://" + address);
      if (server.getHost() != null) {
        return server;
      }
    } catch (IllegalArgumentException _) {
      // The reason would show the address.
    }
    throw new NotificationFailure(
        "the provider's address is not that of a NATS server: nats://host:port");
  }
}
