package dev.millrace.access.token;

import dev.millrace.safety.Sensitive;
import java.time.Instant;

/**
 * A token that a service gave out.
 *
 * @param username to be shown with it, or empty where it stands alone
 * @param expires when it is of no use any more
 */
public record Token(String username, Sensitive<String> secret, Instant expires) {
  /** A token that stands alone. */
  public static Token bearer(String secret, Instant expires) {
    return new Token("", Sensitive.of(secret), expires);
  }
}
