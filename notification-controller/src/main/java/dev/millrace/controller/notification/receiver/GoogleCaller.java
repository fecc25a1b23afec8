package dev.millrace.controller.notification.receiver;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type {@code gcr}: Pub/Sub pushes changes of a registry with an identity token of Google. The
 * Secret says for which audience and which service account the token must be (CVE-2026-40109).
 */
final class GoogleCaller {
  private static final String ISSUER = "https://accounts.google.com";

  private GoogleCaller() {}

  static AcceptedCall accept(
      IdentityTokens identities, Map<String, String> secret, WebhookCall call)
      throws InterruptedException {
    String email = required(secret, "email");
    Map<String, @Nullable Object> claims =
        identities.claims(IdentityTokens.bearer(call), ISSUER, required(secret, "audience"));
    if (!email.equals(claims.get("email")) || !Boolean.TRUE.equals(claims.get("email_verified"))) {
      throw new RejectedCall("the token is not that of the service account in the Secret");
    }
    return new AcceptedCall(call, change(call), Map.of());
  }

  /** The change itself, which Pub/Sub wraps in Base64. */
  private static byte[] change(WebhookCall call) {
    String data = Payload.first(call.body()).part("message").requireTexts("data").text("data");
    try {
      byte[] change = Base64.getDecoder().decode(data.getBytes(StandardCharsets.UTF_8));
      Payload.whole(change).requireTexts("action", "digest", "tag");
      return change;
    } catch (IllegalArgumentException _) {
      throw new RejectedCall("the message's data is not Base64");
    }
  }

  private static String required(Map<String, String> secret, String key) {
    String value = secret.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new RejectedCall("the Secret of a gcr receiver needs the key '" + key + "'");
    }
    return value;
  }
}
