package dev.millrace.git;

import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A remote repository and everything that is needed to reach it.
 *
 * @param tls for {@code https}
 * @param proxy for {@code http} and {@code https}, or null
 * @param ssh for {@code ssh}
 * @param egress where requests over {@code http} and {@code https} may go, redirects among them
 * @param timeout of one operation, from the connection to the last byte
 */
public record RemoteAccess(
    GitUrl url,
    GitCredentials credentials,
    TlsMaterial tls,
    @Nullable ProxySettings proxy,
    SshAlgorithms ssh,
    EgressPolicy egress,
    Duration timeout) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** Access to anywhere with the system's TLS settings, no proxy, and 60 seconds an operation. */
  public static RemoteAccess of(GitUrl url, GitCredentials credentials) {
    return new RemoteAccess(
        url,
        credentials,
        TlsMaterial.none(),
        null,
        SshAlgorithms.defaults(),
        EgressPolicy.open(),
        DEFAULT_TIMEOUT);
  }

  /** The same with other TLS settings. */
  public RemoteAccess withTls(TlsMaterial settings) {
    return new RemoteAccess(url, credentials, settings, proxy, ssh, egress, timeout);
  }

  /** The same through a proxy. */
  public RemoteAccess withProxy(@Nullable ProxySettings settings) {
    return new RemoteAccess(url, credentials, tls, settings, ssh, egress, timeout);
  }

  /** The same with other SSH algorithms. */
  public RemoteAccess withSshAlgorithms(SshAlgorithms algorithms) {
    return new RemoteAccess(url, credentials, tls, proxy, algorithms, egress, timeout);
  }

  /** The same, but not everywhere. */
  public RemoteAccess withEgress(EgressPolicy policy) {
    return new RemoteAccess(url, credentials, tls, proxy, ssh, policy, timeout);
  }

  /** The same with another timeout. */
  public RemoteAccess withTimeout(Duration duration) {
    return new RemoteAccess(url, credentials, tls, proxy, ssh, egress, duration);
  }

  /**
   * Access to another repository. Passwords, tokens and certificates go along to the same origin
   * only; an SSH key goes to every server that its known_hosts name, since it is never shown.
   */
  public RemoteAccess to(GitUrl other) {
    var sameOrigin = url.origin().equals(other.origin());
    return new RemoteAccess(
        other,
        credentialsFor(other, sameOrigin),
        sameOrigin ? tls : TlsMaterial.none(),
        proxy,
        ssh,
        egress,
        timeout);
  }

  private GitCredentials credentialsFor(GitUrl other, boolean sameOrigin) {
    if (credentials instanceof GitCredentials.SshKey key && other.isSsh()) {
      var user = other.user();
      return new GitCredentials.SshKey(
          user == null ? key.username() : user, key.identity(), key.passphrase(), key.knownHosts());
    }
    return sameOrigin ? credentials : new GitCredentials.Anonymous();
  }
}
