package dev.millrace.cloud.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An application of Microsoft Entra ID. */
public final class AzureApp implements TokenSource {
  /** Where tokens come from unless another cloud is configured. */
  public static final URI PUBLIC_AUTHORITY = URI.create("https://login.microsoftonline.com/");

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final URI tokenEndpoint;
  private final String clientId;
  private final Proof proof;
  private final CloudHttp http;
  private final Clock clock;

  /** How an application proves who it is. */
  public sealed interface Proof {
    /** A password. */
    record Secret(Sensitive<String> value) implements Proof {}

    /** A token of another issuer that Entra ID trusts, or one signed by ourselves. */
    record Assertion(AssertionSource source) implements Proof {}
  }

  /** Makes a token whenever one is needed. */
  @FunctionalInterface
  public interface AssertionSource {
    /**
     * The token.
     *
     * @param audience the endpoint that it is shown to
     */
    Sensitive<String> assertion(URI audience) throws IOException;
  }

  /**
   * Creates an application.
   *
   * @param authority the login host, such as {@link #PUBLIC_AUTHORITY}
   */
  public AzureApp(
      URI authority, String tenant, String clientId, Proof proof, CloudHttp http, Clock clock) {
    this.tokenEndpoint = authority.resolve("/" + segment(tenant) + "/oauth2/v2.0/token");
    this.clientId = clientId;
    this.proof = proof;
    this.http = http;
    this.clock = clock;
  }

  private static String segment(String tenant) {
    if (!tenant.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException("the tenant of Azure is no id or domain name");
    }
    return tenant;
  }

  @Override
  public AccessToken token(String scope) throws IOException {
    Instant now = clock.instant();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId);
    form.put("scope", scope);
    switch (proof) {
      case Proof.Secret(var secret) -> form.put("client_secret", secret.reveal());
      case Proof.Assertion(var source) -> {
        form.put("client_assertion_type", ASSERTION_TYPE);
        form.put("client_assertion", source.assertion(tokenEndpoint).reveal());
      }
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(tokenEndpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(CloudHttp.formBody(form));
    return token(http.json(request, "asking Microsoft Entra ID for a token"), now);
  }

  static AccessToken token(JsonNode answer, Instant asked) throws CloudException {
    String token = answer.path("access_token").asText();
    if (token.isEmpty()) {
      throw new CloudException("Azure answered without a token");
    }
    return new AccessToken(
        Sensitive.of(token), asked.plusSeconds(answer.path("expires_in").asLong(0)));
  }
}
