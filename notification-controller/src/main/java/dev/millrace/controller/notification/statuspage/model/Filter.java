package dev.millrace.controller.notification.statuspage.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Which objects a viewer wants to see; empty texts stand for all.
 *
 * @param text a part of a name, a message, a reason or a revision
 * @param problems only those that somebody should look at
 */
public record Filter(String namespace, String kind, String text, boolean problems) {
  /** Everything. */
  public static final Filter NONE = new Filter("", "", "", false);

  /** Whether anything is left out. */
  public boolean isActive() {
    return !equals(NONE);
  }

  /** As the beginning of a query that asks for the same; ends with an ampersand. */
  public String query() {
    return "namespace=%s&kind=%s&text=%s&problems=%s&"
        .formatted(encoded(namespace), encoded(kind), encoded(text), problems ? "1" : "");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  boolean accepts(Item item) {
    return (namespace.isEmpty() || namespace.equals(item.key().namespace()))
        && (kind.isEmpty() || kind.equals(item.key().kind()))
        && (!problems || item.health().isProblem())
        && (text.isEmpty() || mentions(item));
  }

  private boolean mentions(Item item) {
    return contains(item.key().name())
        || contains(item.reason())
        || contains(item.revision())
        || item.summary().mentions(text);
  }

  private boolean contains(String word) {
    return word.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
