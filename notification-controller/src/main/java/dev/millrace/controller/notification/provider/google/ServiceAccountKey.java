package dev.millrace.controller.notification.provider.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
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

/** The key of a service account, which signs for what it asks (RFC 7523). */
final class ServiceAccountKey implements GoogleCredentials {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final int VALID_SECONDS = 3600;

  private final CredentialsFile file;
  private final URI service;
  private final Clock clock;

  private ServiceAccountKey(CredentialsFile file, Clock clock) {
    this.file = file;
    this.service = file.url("token_uri", TokenAnswer.USUAL_SERVICE);
    this.clock = clock;
    file.required("client_email");
    file.required("private_key");
  }

  static ServiceAccountKey of(CredentialsFile file, Clock clock) {
    return new ServiceAccountKey(file, clock);
  }

  @Override
  public String token(String scope, Exchange exchange) throws InterruptedException {
    Map<String, String> form = Map.of("grant_type", GRANT, "assertion", assertion(scope));
    return TokenAnswer.of(exchange.require(OutgoingRequest.form(service, form)));
  }

  private String assertion(String scope) {
    long now = clock.instant().getEpochSecond();
    ObjectNode claims = JsonTree.object();
    claims.put("iss", file.text("client_email"));
    claims.put("scope", scope).put("aud", service.toString());
    claims.put("iat", now).put("exp", now + VALID_SECONDS);
    ObjectNode header = JsonTree.object().put("alg", "RS256").put("typ", "JWT");
    header.put("kid", file.text("private_key_id"));
    String text = base64(header) + "." + base64(claims);
    return text + "." + sign(text);
  }

  private String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(PemKey.parse(Sensitive.of(file.text("private_key"))));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (IOException | GeneralSecurityException _) {
      throw file.unusable("private_key", "no key that can be used");
    }
  }

  private static String base64(ObjectNode tree) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(tree.toString().getBytes(StandardCharsets.UTF_8));
  }
}
