package dev.millrace.cloud.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.SignedToken;
import dev.millrace.cloud.TokenSource;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A service account of Google Cloud, known by its JSON key. */
public final class GcpServiceAccount implements TokenSource {
  private static final Duration LIFE = Duration.ofHours(1);
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final String email;
  private final String keyId;
  private final PrivateKey key;
  private final URI tokenEndpoint;
  private final CloudHttp http;
  private final Clock clock;

  private GcpServiceAccount(
      String email, String keyId, PrivateKey key, URI endpoint, CloudHttp http, Clock clock) {
    this.email = email;
    this.keyId = keyId;
    this.key = key;
    this.tokenEndpoint = endpoint;
    this.http = http;
    this.clock = clock;
  }

  /**
   * Reads a JSON key.
   *
   * @throws CloudException if it is none; the message does not quote it
   */
  public static GcpServiceAccount parse(Sensitive<byte[]> jsonKey, CloudHttp http, Clock clock)
      throws CloudException {
    try {
      JsonNode json = new ObjectMapper().readTree(jsonKey.reveal());
      if (!json.path("type").asText().equals("service_account")) {
        throw new CloudException(
            "the credentials of Google Cloud are not those of a service account");
      }
      return new GcpServiceAccount(
          json.path("client_email").asText(),
          json.path("private_key_id").asText(),
          SignedToken.rsaKey(Sensitive.of(json.path("private_key").asText())),
          URI.create(json.path("token_uri").asText("https://oauth2.googleapis.com/token")),
          http,
          clock);
    } catch (CloudException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new CloudException("the credentials of Google Cloud are not a JSON key");
    }
  }

  @Override
  public AccessToken token(String scope) throws IOException {
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", email);
    claims.put("scope", scope);
    claims.put("aud", tokenEndpoint.toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    String assertion = SignedToken.rs256(Map.of("kid", keyId), claims, key).reveal();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(tokenEndpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(CloudHttp.formBody(Map.of("grant_type", GRANT, "assertion", assertion)));
    return Answers.token(http.json(request, "asking Google Cloud for a token"), now);
  }
}
