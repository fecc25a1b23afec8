package dev.millrace.runtime.flags;

/**
 * Where a server listens, as Go writes it: {@code :8080}, {@code 127.0.0.1:8080}, {@code
 * [::1]:8080}.
 *
 * @param host empty for all interfaces
 * @param port 0 when the server is not wanted
 */
public record ListenAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /** No server. */
  public static final ListenAddress NONE = new ListenAddress("", 0);

  /**
   * Reads an address; {@code 0} means no server.
   *
   * @throws IllegalArgumentException when the text is not an address
   */
  public static ListenAddress parse(String text) {
    if (text.equals("0")) {
      return NONE;
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address like :8080 or 127.0.0.1:8080");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new ListenAddress(host, port(text, text.substring(colon + 1)));
  }

  /** Whether the server is wanted at all. */
  public boolean isEnabled() {
    return port != 0;
  }

  /** The host to bind to; all interfaces when none was given. */
  public String bindHost() {
    return host.isEmpty() ? "0.0.0.0" : host;
  }

  /** As Go writes it. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static int port(String text, String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // reported below, like a number that is out of range
    }
    throw new IllegalArgumentException("'" + text + "' has no port from 0 to 65535");
  }
}
