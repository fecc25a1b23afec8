package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.ProxySettings;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads a proxy that is given as one URL, with its login in it. */
final class ProxyAddress {
  private ProxyAddress() {}

  /**
   * The proxy of a URL such as {@code http://user:password@host:port}.
   *
   * @throws NotificationFailure when it is none; the message does not hold it
   */
  static ProxySettings parse(Sensitive<String> address) {
    try {
      URI url = new URI(address.reveal());
      URI bare = new URI(url.getScheme(), null, url.getHost(), url.getPort(), null, null, null);
      String login = url.getUserInfo();
      if (login == null) {
        return new ProxySettings(bare, null, null);
      }
      int colon = login.indexOf(':');
      String password = colon < 0 ? "" : login.substring(colon + 1);
      return new ProxySettings(
          bare, colon < 0 ? login : login.substring(0, colon), Sensitive.of(password));
    } catch (URISyntaxException | IllegalArgumentException _) {
      throw new NotificationFailure("the provider's proxy is not a URL such as http://host:port");
    }
  }
}
