package dev.millrace.safety.net;

import dev.millrace.safety.Sensitive;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy that a Secret names.
 *
 * <p>A password for an {@code https} target only reaches the proxy when the program starts with the
 * system property {@code jdk.http.auth.tunneling.disabledSchemes} set to the empty text; the JDK
 * refuses basic authentication for tunnels otherwise.
 *
 * @param address {@code http://host:port}
 */
public record ProxySettings(
    URI address, @Nullable String username, @Nullable Sensitive<String> password) {

  /** Refuses what is no HTTP proxy. */
  public ProxySettings {
    if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
      throw new IllegalArgumentException(
          "the proxy address must be an http or https URL with a host");
    }
    if (address.getHost() == null) {
      throw new IllegalArgumentException("the proxy address has no host");
    }
  }

  /** Makes a client use the proxy. */
  public HttpClient.Builder applyTo(HttpClient.Builder client) {
    client.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(address.getHost(), port())));
    if (username != null && password != null) {
      client.authenticator(new ProxyAuthenticator(username, password));
    }
    return client;
  }

  private int port() {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  /** Answers for the proxy only; a server never gets these credentials. */
  private static final class ProxyAuthenticator extends Authenticator {
    private final String username;
    private final Sensitive<String> password;

    ProxyAuthenticator(String username, Sensitive<String> password) {
      this.username = username;
      this.password = password;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication(username, password.reveal().toCharArray())
          : null;
    }
  }
}
