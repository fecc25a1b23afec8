package dev.millrace.controller.notification.statuspage.viewer;

import dev.millrace.safety.Sensitive;
import dev.millrace.safety.Sha256;
import java.util.Optional;

/** The bearer token by which a viewer is known to the API server. */
public final class ViewerToken {
  private static final int LONGEST = 16 * 1024;
  private static final String SCHEME = "bearer ";

  private final Sensitive<String> text;
  private final String digest;

  private ViewerToken(String text) {
    this.text = Sensitive.of(text);
    this.digest = Sha256.hex(text);
  }

  /** The token in a text that a person or a program sent, if it can be one (RFC 6750). */
  public static Optional<ViewerToken> parse(String text) {
    String token = text.strip();
    boolean fits = !token.isEmpty() && token.length() <= LONGEST;
    return fits && token.chars().allMatch(ViewerToken::isTokenCharacter)
        ? Optional.of(new ViewerToken(token))
        : Optional.empty();
  }

  /** The token in an Authorization header. */
  public static Optional<ViewerToken> ofHeader(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? parse(authorization.substring(SCHEME.length()))
        : Optional.empty();
  }

  /** The value of the Authorization header of requests to the API server. */
  String header() {
    return "Bearer " + text.reveal();
  }

  /** Tells tokens apart without keeping them as keys. */
  String digest() {
    return digest;
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~+/=:".indexOf(c) >= 0;
  }
}
