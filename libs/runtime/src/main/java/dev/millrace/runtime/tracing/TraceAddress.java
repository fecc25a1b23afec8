package dev.millrace.runtime.tracing;

import java.net.URI;

/** Checks addresses of collectors. */
public final class TraceAddress {
  private TraceAddress() {}

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none; the message does not repeat it, for it may
   *     contain a password
   */
  public static URI parse(String text) {
    try {
      URI address = URI.create(text);
      if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null
          && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Said below, without the text.
    }
    throw new IllegalArgumentException(
        "an address such as http://collector:4318 is needed, without user and password: those go"
            + " into OTEL_EXPORTER_OTLP_HEADERS");
  }
}
