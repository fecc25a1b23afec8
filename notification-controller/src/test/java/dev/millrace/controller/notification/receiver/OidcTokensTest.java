package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SECURITY-CASES.md rows 9, 31 and 32: every way in which a token can be wrong. */
class OidcTokensTest {
  private static final String ISSUER = "https://issuer.example.com";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SECOND = NOW.getEpochSecond();
  private static KeyPair ours;
  private static KeyPair other;

  private final List<String> asked = new ArrayList<>();
  private final OidcTokens tokens = new OidcTokens(issuer(), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeAll
  static void makeKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    ours = generator.generateKeyPair();
    other = generator.generateKeyPair();
  }

  @Test
  void acceptsATokenThatIsAsItShouldBe() throws Exception {
    assertThat(claims(token("{\"alg\":\"RS256\"}", good(), ours))).containsEntry("sub", "me");
  }

  @Test
  void asksTheIssuerOnceForManyTokens() throws Exception {
    for (int i = 0; i < 5; i++) {
      claims(token("{\"alg\":\"RS256\"}", good(), ours));
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void anIssuerThatDoesNotAnswerIsLeftAloneForAMoment() throws Exception {
    Exchange silent =
        request -> {
          asked.add(request.uri().toString());
          throw NotificationFailure.temporary("no answer");
        };
    TickingClock clock = new TickingClock();
    OidcTokens withoutKeys = new OidcTokens(silent, clock);
    String token = token("{\"alg\":\"RS256\"}", good(), ours);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> withoutKeys.claims(token, ISSUER, "aud"))
          .isInstanceOf(RejectedCall.class)
          .hasMessageContaining("no answer");
    }
    assertThat(asked).hasSize(1);
    clock.now = NOW.plusSeconds(11);
    assertThatThrownBy(() -> withoutKeys.claims(token, ISSUER, "aud"))
        .isInstanceOf(RejectedCall.class);
    assertThat(asked).hasSize(2);
  }

  private static final class TickingClock extends Clock {
    private Instant now = NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void row9Row32RefusesAnotherAudienceIssuerOrTime() throws Exception {
    for (String wrong :
        List.of(
            claims(ISSUER, "\"other\"", SECOND + 60, 0),
            claims(ISSUER, "[]", SECOND + 60, 0),
            claims(ISSUER, "5", SECOND + 60, 0),
            claims("https://evil.example.com", "\"aud\"", SECOND + 60, 0),
            claims(ISSUER, "\"aud\"", SECOND - 1, 0),
            claims(ISSUER, "\"aud\"", SECOND + 6000, SECOND + 3000),
            "{\"iss\":\"" + ISSUER + "\",\"aud\":\"aud\"}")) {
      assertRefused(token("{\"alg\":\"RS256\"}", wrong, ours));
    }
  }

  @Test
  void row9RefusesAForeignKey() throws Exception {
    assertRefused(token("{\"alg\":\"RS256\"}", good(), other));
    assertRefused(token("{\"alg\":\"RS256\",\"kid\":\"unknown\"}", good(), ours));
  }

  @Test
  void row9Row31RefusesNoSignatureAndASignatureWithThePublicKey() throws Exception {
    String none = part("{\"alg\":\"none\"}") + "." + part(good()) + ".";
    assertRefused(none);
    String text = part("{\"alg\":\"HS256\"}") + "." + part(good());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(ours.getPublic().getEncoded(), "HmacSHA256"));
    assertRefused(text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII))));
  }

  @Test
  void row31RefusesAChangedToken() throws Exception {
    String[] parts = token("{\"alg\":\"RS256\"}", good(), ours).split("\\.");
    String changed = part(good().replace("me", "admin"));
    assertRefused(parts[0] + "." + changed + "." + parts[2]);
  }

  @Test
  void row9DoesNotAskAnIssuerThatTheReceiverDoesNotName() throws Exception {
    assertRefused(
        token(
            "{\"alg\":\"RS256\"}",
            claims("http://169.254.169.254", "\"aud\"", SECOND + 60, 0),
            ours));
    assertThat(asked).isEmpty();
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> claims(token)).isInstanceOf(RejectedCall.class);
  }

  private Map<String, @Nullable Object> claims(String token) throws InterruptedException {
    return tokens.claims(token, ISSUER, "aud");
  }

  private static String good() {
    return claims(ISSUER, "[\"x\",\"aud\"]", SECOND + 60, SECOND - 60);
  }

  private static String claims(String issuer, String audience, long end, long start) {
    return "{\"iss\":\"%s\",\"aud\":%s,\"exp\":%d,\"nbf\":%d,\"sub\":\"me\"}"
        .formatted(issuer, audience, end, start);
  }

  private static String token(String header, String claims, KeyPair keys)
      throws GeneralSecurityException {
    String text = part(header) + "." + part(claims);
    java.security.Signature signature = java.security.Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + base64(signature.sign());
  }

  private Exchange issuer() {
    return request -> {
      asked.add(request.uri().toString());
      if (request.uri().getPath().endsWith("openid-configuration")) {
        return new ServiceAnswer(
            200, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(ISSUER, ISSUER));
      }
      RSAPublicKey key = (RSAPublicKey) ours.getPublic();
      return new ServiceAnswer(
          200,
          "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"%s\",\"e\":\"%s\"}]}"
              .formatted(
                  base64(key.getModulus().toByteArray()),
                  base64(key.getPublicExponent().toByteArray())));
    };
  }

  private static String part(String json) {
    return base64(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
