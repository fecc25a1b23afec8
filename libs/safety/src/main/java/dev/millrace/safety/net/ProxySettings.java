package dev.millrace.safety.net;

import dev.millrace.safety.Sensitive;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy and the login for it.
 *
 * @param address {@code http://host:port}
 */
public record ProxySettings(
    URI address, @Nullable String username, @Nullable Sensitive<String> password) {

  private static final int DEFAULT_PORT = 80;
  private static final List<String> UNSPOKEN = List.of("https", "socks4", "socks5", "socks5h");

  /** Refuses what is no HTTP proxy. */
  public ProxySettings {
    if (!"http".equals(address.getScheme()) || address.getHost() == null) {
      throw new IllegalArgumentException("not the URL of a proxy such as http://host:port");
    }
  }

  /**
   * The proxy of a URL that may hold its login, such as {@code http://user:password@host:port};
   * without a scheme it is {@code http}.
   *
   * @throws IllegalArgumentException when it is none; the message does not hold it
   */
  public static ProxySettings parse(Sensitive<String> url) {
    String text = url.reveal();
    refuseOtherProtocols(text);
    try {
      URI given = new URI(text.contains("://") ? text : "http://" + text);
      URI bare =
          new URI(given.getScheme(), null, given.getHost(), given.getPort(), null, null, null);
      ProxySettings proxy = new ProxySettings(bare, null, null);
      return BasicLogin.in(given)
          .map(login -> proxy.withLogin(login.username(), login.password()))
          .orElse(proxy);
    } catch (URISyntaxException | IllegalArgumentException _) {
      // The reason of the parser would show the address, and the password in it.
      throw new IllegalArgumentException("not the URL of a proxy such as http://host:port");
    }
  }

  /** Spoken to in the clear, they would be shown a login that was to be kept from others. */
  private static void refuseOtherProtocols(String url) {
    for (String scheme : UNSPOKEN) {
      if (url.toLowerCase(Locale.ROOT).startsWith(scheme + "://")) {
        throw new IllegalArgumentException(
            "proxies of the kind %s:// are not supported, name one such as http://host:port"
                .formatted(scheme));
      }
    }
  }

  /** The same proxy with another login. */
  public ProxySettings withLogin(String user, Sensitive<String> secret) {
    return new ProxySettings(address, user, secret);
  }

  /** Where the proxy listens, its name not looked up. */
  InetSocketAddress socketAddress() {
    return InetSocketAddress.createUnresolved(address.getHost(), port());
  }

  /** The value of the header that tells the proxy who we are; empty without a login. */
  Optional<Sensitive<String>> authorization() {
    if (username == null || password == null) {
      return Optional.empty();
    }
    return Optional.of(new BasicLogin(username, password).header());
  }

  private int port() {
    return address.getPort() >= 0 ? address.getPort() : DEFAULT_PORT;
  }
}
