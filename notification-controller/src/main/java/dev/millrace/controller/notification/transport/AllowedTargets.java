package dev.millrace.controller.notification.transport;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.net.EgressPolicy;
import java.net.InetAddress;
import java.util.List;

/** What providers may connect to. */
record AllowedTargets(EgressPolicy policy) {

  /**
   * The first address; all of them must be allowed.
   *
   * @throws NotificationFailure when one is not
   */
  InetAddress require(List<InetAddress> addresses) {
    if (!policy.allowsAll(addresses)) {
      throw new NotificationFailure(
          "the provider's address leads to a network that must not be reached"
              + " (loopback, link-local or metadata); see --egress-allow-cidrs");
    }
    return addresses.getFirst();
  }
}
