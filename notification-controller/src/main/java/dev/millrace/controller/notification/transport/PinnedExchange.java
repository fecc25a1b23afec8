package dev.millrace.controller.notification.transport;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Function;

/**
 * Looks the host up once, and connects to the very address that was found to be allowed; the name
 * is still what the certificate is checked against.
 */
final class PinnedExchange implements Exchange {
  private final HttpClient client;
  private final Function<String, InetAddress> allowed;
  private final Duration timeout;

  /**
   * @param allowed the address of a host; it fails when that may not be reached
   */
  PinnedExchange(HttpClient client, Function<String, InetAddress> allowed, Duration timeout) {
    this.client = client;
    this.allowed = allowed;
    this.timeout = timeout;
  }

  @Override
  public ServiceAnswer send(OutgoingRequest request) throws InterruptedException {
    String host = request.uri().getHost();
    if (host == null) {
      throw new NotificationFailure("the provider's address has no host");
    }
    RequestOptions options = HttpTalk.options(request);
    InetAddress address = allowed.apply(host);
    options.setServer(SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress()));
    return HttpTalk.send(client, options, request.body(), timeout);
  }
}
