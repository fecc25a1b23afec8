package dev.millrace.controller.notification.transport;

import dev.millrace.controller.notification.provider.Dialer;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.net.EgressPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Connects to the address that was found to be allowed. */
public final class PolicyDialer implements Dialer {
  private final AllowedTargets targets;
  private final int timeoutMillis;

  /**
   * @param timeout of connecting, and of each read
   */
  public PolicyDialer(EgressPolicy policy, Duration timeout) {
    this.targets = new AllowedTargets(policy);
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
  }

  @Override
  public Socket dial(String host, int port) {
    try {
      InetAddress address = targets.require(NameResolver.SYSTEM.resolve(host));
      Socket socket = new Socket();
      socket.setSoTimeout(timeoutMillis);
      socket.connect(new InetSocketAddress(address, port), timeoutMillis);
      return socket;
    } catch (UnknownHostException _) {
      throw NotificationFailure.temporary("the host of the provider's address is not known");
    } catch (IOException e) {
      throw NotificationFailure.temporary(
          "the service could not be reached (%s)".formatted(e.getClass().getSimpleName()));
    }
  }
}
