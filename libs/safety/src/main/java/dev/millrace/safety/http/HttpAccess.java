package dev.millrace.safety.http;

import dev.millrace.safety.net.Origin;
import dev.millrace.safety.net.TlsMaterial;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server is reached.
 *
 * @param home the server that the credentials are for
 * @param credentialsEverywhere send them to other servers too ({@code passCredentials})
 * @param tls whom to trust and how to identify
 * @param timeout for the whole request
 */
public record HttpAccess(
    Origin home,
    Optional<Credentials> credentials,
    boolean credentialsEverywhere,
    TlsMaterial tls,
    Duration timeout) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** Access to a server that asks for nothing. */
  public static HttpAccess anonymous(URI server) {
    return new HttpAccess(
        Origin.of(server), Optional.empty(), false, TlsMaterial.none(), DEFAULT_TIMEOUT);
  }
}
