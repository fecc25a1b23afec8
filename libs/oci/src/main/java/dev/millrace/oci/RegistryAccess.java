package dev.millrace.oci;

import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a registry is reached.
 *
 * @param proxy or null
 * @param insecure whether plain HTTP is accepted; HTTPS is tried where it does not answer
 * @param timeout of one operation, from the connection to the last byte
 */
public record RegistryAccess(
    RegistryCredentials credentials,
    TlsMaterial tls,
    @Nullable ProxySettings proxy,
    boolean insecure,
    Duration timeout,
    RegistryLimits limits) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** Without credentials, over HTTPS only, 60 seconds for an operation. */
  public static RegistryAccess anonymous() {
    return new RegistryAccess(
        new RegistryCredentials.Anonymous(),
        TlsMaterial.none(),
        null,
        false,
        DEFAULT_TIMEOUT,
        RegistryLimits.defaults());
  }

  /** The same with credentials. */
  public RegistryAccess withCredentials(RegistryCredentials other) {
    return new RegistryAccess(other, tls, proxy, insecure, timeout, limits);
  }

  /** The same with other TLS settings. */
  public RegistryAccess withTls(TlsMaterial other) {
    return new RegistryAccess(credentials, other, proxy, insecure, timeout, limits);
  }

  /** The same through a proxy. */
  public RegistryAccess withProxy(@Nullable ProxySettings other) {
    return new RegistryAccess(credentials, tls, other, insecure, timeout, limits);
  }

  /** The same with plain HTTP accepted or not. */
  public RegistryAccess withInsecure(boolean accepted) {
    return new RegistryAccess(credentials, tls, proxy, accepted, timeout, limits);
  }

  /** The same with another timeout. */
  public RegistryAccess withTimeout(Duration other) {
    return new RegistryAccess(credentials, tls, proxy, insecure, other, limits);
  }

  /** The same with other limits. */
  public RegistryAccess withLimits(RegistryLimits other) {
    return new RegistryAccess(credentials, tls, proxy, insecure, timeout, other);
  }
}
