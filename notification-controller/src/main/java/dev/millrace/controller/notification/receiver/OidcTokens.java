package dev.millrace.controller.notification.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.controller.notification.provider.Exchange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks identity tokens: form → signature → issuer → audience → times. */
final class OidcTokens implements IdentityTokens {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final IssuerKeys keys;
  private final Clock clock;

  /**
   * @param exchange asks issuers for their keys
   */
  OidcTokens(Exchange exchange, Clock clock) {
    this.keys = new IssuerKeys(exchange, clock);
    this.clock = clock;
  }

  @Override
  public Map<String, @Nullable Object> claims(String token, String issuer, String audience)
      throws InterruptedException {
    UnverifiedToken parsed = UnverifiedToken.parse(token);
    // Before the keys are fetched: nobody makes us ask issuers that the receiver does not name.
    requireIssuer(parsed, issuer);
    requireAudience(parsed.claims().path("aud"), audience);
    requireTimes(parsed.claims());
    boolean signed =
        SigningKeys.verify(parsed, keys.of(issuer, false))
            || SigningKeys.verify(parsed, keys.of(issuer, true));
    if (!signed) {
      throw new RejectedCall("the token is not signed by a key of its issuer");
    }
    return RequestVariables.fields(parsed.claims());
  }

  private static void requireIssuer(UnverifiedToken token, String issuer) {
    // Google's tokens may name their issuer without the scheme.
    boolean same =
        token.issuer().equals(issuer)
            || issuer.equals("https://accounts.google.com")
                && token.issuer().equals("accounts.google.com");
    if (!same) {
      throw new RejectedCall("the token is of another issuer");
    }
  }

  private static void requireAudience(JsonNode given, String audience) {
    boolean meant = given.isTextual() && given.textValue().equals(audience);
    for (JsonNode each : given) {
      meant |= each.isTextual() && each.textValue().equals(audience);
    }
    if (!meant || audience.isEmpty()) {
      throw new RejectedCall("the token is for another audience");
    }
  }

  private void requireTimes(JsonNode claims) {
    Instant now = clock.instant();
    JsonNode end = claims.path("exp");
    if (!end.isNumber() || !Instant.ofEpochSecond(end.asLong()).isAfter(now)) {
      throw new RejectedCall("the token has expired, or says not when it does");
    }
    JsonNode start = claims.path("nbf");
    if (start.isNumber() && Instant.ofEpochSecond(start.asLong()).isAfter(now.plus(SKEW))) {
      throw new RejectedCall("the token is not valid yet");
    }
  }
}
