package dev.millrace.oci;

import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a registry is reached.
 *
 * @param proxy or null
 * @param timeout of one operation, from the connection to the last byte
 */
public record RegistryAccess(
    RegistryCredentials credentials,
    TlsMaterial tls,
    @Nullable ProxySettings proxy,
    Protection protection,
    Duration timeout,
    RegistryLimits limits) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** Without credentials, over HTTPS only, 60 seconds for an operation. */
  public static RegistryAccess anonymous() {
    return new RegistryAccess(
        new RegistryCredentials.Anonymous(),
        TlsMaterial.none(),
        null,
        Protection.REQUIRED,
        DEFAULT_TIMEOUT,
        RegistryLimits.defaults());
  }

  /** The same with credentials. */
  public RegistryAccess withCredentials(RegistryCredentials other) {
    return new RegistryAccess(other, tls, proxy, protection, timeout, limits);
  }

  /** The same with other TLS settings. */
  public RegistryAccess withTls(TlsMaterial other) {
    return new RegistryAccess(credentials, other, proxy, protection, timeout, limits);
  }

  /** The same through a proxy. */
  public RegistryAccess withProxy(@Nullable ProxySettings other) {
    return new RegistryAccess(credentials, tls, other, protection, timeout, limits);
  }

  /** The same with more or less protection. */
  public RegistryAccess withProtection(Protection other) {
    return new RegistryAccess(credentials, tls, proxy, other, timeout, limits);
  }

  /** The same with another timeout. */
  public RegistryAccess withTimeout(Duration other) {
    return new RegistryAccess(credentials, tls, proxy, protection, other, limits);
  }

  /** The same with other limits. */
  public RegistryAccess withLimits(RegistryLimits other) {
    return new RegistryAccess(credentials, tls, proxy, protection, timeout, other);
  }
}
