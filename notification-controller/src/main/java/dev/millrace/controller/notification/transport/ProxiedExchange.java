package dev.millrace.controller.notification.transport;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import io.vertx.core.http.HttpClient;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Sends through a proxy, which looks names up itself; targets that are addresses are judged. */
final class ProxiedExchange implements Exchange {
  private final HttpClient client;
  private final AllowedTargets targets;
  private final Duration timeout;

  ProxiedExchange(HttpClient client, AllowedTargets targets, Duration timeout) {
    this.client = client;
    this.targets = targets;
    this.timeout = timeout;
  }

  @Override
  public ServiceAnswer send(OutgoingRequest request) throws InterruptedException {
    String host = request.uri().getHost();
    if (host == null) {
      throw new NotificationFailure("the provider's address has no host");
    }
    requireAllowed(host);
    return HttpTalk.send(client, HttpTalk.options(request), request.body(), timeout);
  }

  private void requireAllowed(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      targets.require(List.of(InetAddress.getLoopbackAddress()));
    }
    InetAddress literal;
    try {
      literal = InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      return;
    }
    targets.require(List.of(literal));
  }
}
