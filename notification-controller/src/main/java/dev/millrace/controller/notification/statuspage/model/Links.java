package dev.millrace.controller.notification.statuspage.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses by others that a browser may be sent to (SECURITY-CASES.md row 41). */
final class Links {
  private static final int LONGEST = 2_000;

  private Links() {}

  /** The address if it is a plain http or https one, without user and query; else nothing. */
  static String of(String address) {
    if (address.length() > LONGEST) {
      return "";
    }
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getQuery() == null
          ? uri.toASCIIString()
          : "";
    } catch (URISyntaxException _) {
      return "";
    }
  }
}
