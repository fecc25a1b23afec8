package dev.millrace.controller.notification.transport;

import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one Provider is reached.
 *
 * @param proxy null for those of the process, where it has any
 * @param timeout of each request, from the look-up of the name to the end of the answer
 */
public record Route(TlsMaterial tls, @Nullable ProxySettings proxy, Duration timeout) {
  /** With the system's authorities and no proxy of its own. */
  public static Route direct(Duration timeout) {
    return new Route(TlsMaterial.none(), null, timeout);
  }
}
