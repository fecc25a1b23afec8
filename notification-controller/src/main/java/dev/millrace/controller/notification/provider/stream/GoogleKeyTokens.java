package dev.millrace.controller.notification.provider.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.PemKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/** Turns the JSON key of a Google service account into tokens (RFC 7523). */
final class GoogleKeyTokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN_SERVICE = "https://oauth2.googleapis.com/token";
  private static final int VALID_SECONDS = 3600;

  private final Clock clock;

  GoogleKeyTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * A token for a key.
   *
   * @throws NotificationFailure when the key can't be used or Google does not take it
   */
  String of(Sensitive<String> json, String scope, Exchange exchange) throws InterruptedException {
    JsonNode key = parse(json);
    URI service = service(key);
    OutgoingRequest request =
        OutgoingRequest.form(
            service,
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion",
                assertion(key, scope, service)));
    String token = JsonTree.read(exchange.require(request)).path("access_token").asText("");
    if (token.isEmpty()) {
      throw new NotificationFailure("Google gave no token for the service account");
    }
    return token;
  }

  private static URI service(JsonNode key) {
    try {
      return URI.create(key.path("token_uri").asText(TOKEN_SERVICE));
    } catch (IllegalArgumentException _) {
      throw new NotificationFailure("the token_uri of the service account's key is no URL");
    }
  }

  private static JsonNode parse(Sensitive<String> json) {
    try {
      JsonNode key = JSON.readTree(json.reveal());
      if (key.hasNonNull("client_email") && key.hasNonNull("private_key")) {
        return key;
      }
    } catch (JsonProcessingException _) {
      // The reason of the parser would show the key.
    }
    throw new NotificationFailure(
        "the key 'token' of the Secret is not the JSON key of a Google service account");
  }

  private String assertion(JsonNode key, String scope, URI service) {
    long now = clock.instant().getEpochSecond();
    ObjectNode claims = JsonTree.object();
    claims.put("iss", key.path("client_email").asText());
    claims.put("scope", scope).put("aud", service.toString());
    claims.put("iat", now).put("exp", now + VALID_SECONDS);
    ObjectNode header = JsonTree.object().put("alg", "RS256").put("typ", "JWT");
    header.put("kid", key.path("private_key_id").asText(""));
    String text = base64(header) + "." + base64(claims);
    return text + "." + sign(text, Sensitive.of(key.path("private_key").asText()));
  }

  private static String sign(String text, Sensitive<String> pem) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(PemKey.parse(pem));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (IOException | GeneralSecurityException _) {
      throw new NotificationFailure("the private key of the service account can't be used");
    }
  }

  private static String base64(ObjectNode tree) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(tree.toString().getBytes(StandardCharsets.UTF_8));
  }
}
