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
import java.util.Objects;

/**
 * The type {@code nats}: the event as a message on a subject, which the channel names, to the first
 * of the servers that takes it.
 */
final class NatsNotifier implements Notifier {
  private final ProviderSettings settings;
  private final Dialer dialer;

  NatsNotifier(ProviderSettings settings, Dialer dialer) {
    this.settings = settings;
    this.dialer = dialer;
  }

  @Override
  public void tell(Notification notification, Exchange exchange) {
    NatsServers servers = NatsServers.parse(settings.address());
    String subject = settings.requireChannel("subject");
    if (!subject.matches("\\S+")) {
      throw new NotificationFailure("spec.channel of a nats provider must not hold blanks");
    }
    try (NatsSession session = firstThatTakesUs(servers)) {
      session.publish(subject, notification.id(), EventJson.bytes(notification.event()));
      session.flush();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** A server that does not answer, or does not let us in, leaves the turn to the next one. */
  private NatsSession firstThatTakesUs(NatsServers servers) {
    NotificationFailure worth = null;
    for (URI server : servers.addresses()) {
      try {
        return login(server, servers.secure());
      } catch (NotificationFailure failure) {
        worth = worth == null || !worth.isTemporary() ? failure : worth;
      }
    }
    throw Objects.requireNonNull(worth);
  }

  private NatsSession login(URI server, boolean secure) {
    try {
      Socket socket = dialer.dial(server.getHost(), NatsServers.port(server));
      try {
        NatsSession session = NatsSession.open(socket, server.getHost(), secure);
        session.connect(options(server, session.nonce()));
        session.flush();
        return session;
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private static NotificationFailure unreachable(IOException e) {
    return NotificationFailure.temporary(
        "the NATS server could not be reached (%s)".formatted(e.getClass().getSimpleName()));
  }

  private ObjectNode options(URI server, String nonce) {
    ObjectNode options = JsonTree.object();
    options.put("verbose", false).put("pedantic", false).put("headers", true);
    options.put("name", "NATS Provider Publisher").put("lang", "java").put("version", "1");
    options.put("protocol", 1);
    NatsLogin.addTo(options, settings, server, nonce);
    return options;
  }
}
