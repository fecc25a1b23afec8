package dev.millrace.artifact.storage;

/**
 * The address under which consumers reach the artifact server: {@code host:port}, or a URL with
 * {@code http://} or {@code https://} in front (FLUX.md 1.5).
 */
public record AdvertisedAddress(String text) {
  public AdvertisedAddress {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the advertised address of the artifact server is empty");
    }
  }

  /**
   * Derives the address from the one that is listened on: an empty host becomes {@code localhost},
   * {@code 0.0.0.0} the host's name.
   *
   * @param listenAddress {@code [host]:port}
   */
  public static AdvertisedAddress fromListenAddress(String listenAddress, String hostname) {
    int colon = listenAddress.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "listen address '%s' is not of the form [HOST]:PORT".formatted(listenAddress));
    }
    var host =
        switch (listenAddress.substring(0, colon)) {
          case "" -> "localhost";
          case "0.0.0.0" -> hostname;
          case String other -> other;
        };
    return new AdvertisedAddress(host + listenAddress.substring(colon));
  }

  /** The URL of an artifact. */
  public String urlOf(ArtifactPath path) {
    boolean hasScheme = text.startsWith("http://") || text.startsWith("https://");
    return (hasScheme ? "" : "http://") + text + "/" + path;
  }
}
