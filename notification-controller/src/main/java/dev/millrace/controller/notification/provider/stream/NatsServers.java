package dev.millrace.controller.notification.provider.stream;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * The servers of one NATS cluster, in the order in which they are tried.
 *
 * @param secure whether one address asks for TLS; then it is spoken to all of them
 */
record NatsServers(List<URI> addresses, boolean secure) {
  private static final int MOST = 16;
  private static final int PORT = 4222;

  /**
   * Reads addresses with commas between them, such as {@code nats://a:4222,b}.
   *
   * @throws NotificationFailure when there is none, one is no address, or there are too many
   */
  static NatsServers parse(Sensitive<String> list) {
    List<URI> addresses =
        Arrays.stream(list.reveal().split(",", -1))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .limit(MOST + 1)
            .map(NatsServers::address)
            .toList();
    if (addresses.isEmpty()) {
      throw noAddress();
    }
    if (addresses.size() > MOST) {
      throw new NotificationFailure(
          "the provider's address lists more than %d NATS servers; a few of a cluster are enough"
              .formatted(MOST));
    }
    return new NatsServers(
        addresses, addresses.stream().anyMatch(each -> "tls".equals(each.getScheme())));
  }

  static int port(URI server) {
    return server.getPort() < 0 ? PORT : server.getPort();
  }

  private static URI address(String text) {
    try {
      URI server = URI.create(text.contains("://") ? text : "nats://" + text);
      if (server.getHost() != null) {
        return server;
      }
    } catch (IllegalArgumentException _) {
      // The reason would show the address.
    }
    throw noAddress();
  }

  private static NotificationFailure noAddress() {
    return new NotificationFailure(
        "the provider's address is not that of NATS servers: nats://host:port, or several with"
            + " commas between them");
  }
}
