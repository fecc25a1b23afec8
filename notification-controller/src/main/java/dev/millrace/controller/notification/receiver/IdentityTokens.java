package dev.millrace.controller.notification.receiver;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the identity tokens of callers (OpenID Connect). */
@FunctionalInterface
public interface IdentityTokens {
  /**
   * The claims of a token after its signature, issuer, audience and times were checked.
   *
   * @throws RejectedCall when any of them is not right, or the issuer can't be asked for its keys
   */
  Map<String, @Nullable Object> claims(String token, String issuer, String audience)
      throws InterruptedException;

  /**
   * The token of a call.
   *
   * @throws RejectedCall when there is none
   */
  static String bearer(WebhookCall call) {
    String header = call.header("Authorization");
    if (!header.startsWith("Bearer ") || header.substring("Bearer ".length()).isBlank()) {
      throw new RejectedCall("the header Authorization holds no bearer token");
    }
    return header.substring("Bearer ".length()).strip();
  }
}
