package dev.millrace.safety.net;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of a URL. Credentials belong to one origin: they are only sent where the
 * origin is the same, whatever a redirect or a challenge says.
 *
 * @param port the scheme's own one where the URL names none
 */
public record Origin(String scheme, String host, int port) {

  /** The origin of an absolute URL. */
  public static Origin of(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    return new Origin(scheme, host, url.getPort() >= 0 ? url.getPort() : defaultPort(scheme));
  }

  private static int defaultPort(String scheme) {
    return switch (scheme) {
      case "https" -> 443;
      case "http" -> 80;
      case "ssh" -> 22;
      default -> -1;
    };
  }
}
