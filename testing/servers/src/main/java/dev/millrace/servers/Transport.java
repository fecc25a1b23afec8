package dev.millrace.servers;

import org.jspecify.annotations.Nullable;

/**
 * How a test server is reached.
 *
 * @param port to listen on, or 0 for any that is free
 * @param authority that issues the server's certificate, or null for plain HTTP
 * @param clientCertificate whether clients must show a certificate of the same authority
 */
public record Transport(int port, @Nullable TestAuthority authority, boolean clientCertificate) {
  /** Plain HTTP. */
  public static Transport http(int port) {
    return new Transport(port, null, false);
  }

  /** HTTPS on any free port. */
  public static Transport https(TestAuthority authority) {
    return new Transport(0, authority, false);
  }

  /** HTTPS on any free port, for clients with a certificate of the same authority only. */
  public static Transport mutualTls(TestAuthority authority) {
    return new Transport(0, authority, true);
  }
}
