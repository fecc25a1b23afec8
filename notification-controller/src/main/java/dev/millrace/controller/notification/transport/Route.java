package dev.millrace.controller.notification.transport;

import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one Provider is reached.
 *
 * @param proxy null for a direct connection
 * @param timeout of each request, from the look-up of the name to the end of the answer
 */
public record Route(TlsMaterial tls, @Nullable ProxySettings proxy, Duration timeout) {
  /** Directly, with the system's authorities. */
  public static Route direct(Duration timeout) {
    return new Route(TlsMaterial.none(), null, timeout);
  }

  boolean isPlain() {
    return tls.isDefault() && proxy == null;
  }
}
