package dev.millrace.argocd.manifest;

import java.util.Locale;

/** Names that an API server accepts. */
public final class Names {
  private static final int MAX_LENGTH = 63;

  private Names() {}

  /** A text as the name of an object: lower case, dashes for all that may not be in one. */
  public static String of(String text) {
    String dashes =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("-{2,}", "-");
    String cut = dashes.length() > MAX_LENGTH ? dashes.substring(0, MAX_LENGTH) : dashes;
    String name = cut.replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "unnamed" : name;
  }
}
