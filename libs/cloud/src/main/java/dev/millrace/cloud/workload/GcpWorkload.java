package dev.millrace.cloud.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.gcp.GkeCluster;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workload identity federation of Google Cloud. */
final class GcpWorkload implements TokenSource {
  private static final String PLATFORM = "https://www.googleapis.com/auth/cloud-platform";
  private static final String PROVIDER = "gcp.auth.fluxcd.io/workload-identity-provider";
  private static final String SERVICE = "//iam.googleapis.com/";
  private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:";

  private final WorkloadAccount account;
  private final GkeCluster cluster;
  private final CloudHttp http;
  private final CloudEndpoints endpoints;
  private final Clock clock;

  GcpWorkload(
      WorkloadAccount account,
      GkeCluster cluster,
      CloudHttp http,
      CloudEndpoints endpoints,
      Clock clock) {
    this.account = account;
    this.cluster = cluster;
    this.http = http;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  @Override
  public AccessToken token(String scope) throws IOException {
    AccessToken federated = exchange();
    String email = account.annotations().getOrDefault("iam.gke.io/gcp-service-account", "");
    return email.isEmpty() ? federated : impersonate(email, federated, scope);
  }

  private AccessToken exchange() throws IOException {
    Trust trust = trust();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("audience", trust.audience());
    form.put("scope", PLATFORM);
    form.put("requested_token_type", TOKEN_TYPE + "access_token");
    form.put("subject_token_type", TOKEN_TYPE + "jwt");
    form.put("subject_token", account.token(trust.tokensFor()).reveal());
    Instant asked = clock.instant();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoints.gcpSts().resolve("/v1/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(CloudHttp.formBody(form));
    JsonNode answer = http.json(request, "exchanging a service account token at Google Cloud");
    return token(
        answer.path("access_token").asText(),
        asked.plusSeconds(answer.path("expires_in").asLong(0)));
  }

  /**
   * Who trusts the cluster's tokens.
   *
   * @param tokensFor whom the cluster's tokens name as their audience
   * @param audience whom Google's token service looks for
   */
  private record Trust(String tokensFor, String audience) {}

  /** A provider that the account names or, without one, the cluster's own, which only GKE has. */
  private Trust trust() throws IOException {
    String provider = account.annotations().getOrDefault(PROVIDER, "");
    if (provider.isEmpty()) {
      return new Trust(cluster.identityPool(), cluster.audience());
    }
    String audience = SERVICE + provider.replaceFirst("^(https:)?" + SERVICE, "");
    return new Trust(audience, audience);
  }

  private AccessToken impersonate(String email, AccessToken federated, String scope)
      throws IOException {
    if (!email.matches("[A-Za-z0-9@.-]+")) {
      throw new CloudException(
          "the annotation 'iam.gke.io/gcp-service-account' of the service account '%s/%s' is no"
                  .formatted(account.namespace(), account.name())
              + " address of a Google service account");
    }
    URI service =
        endpoints
            .gcpIam()
            .resolve("/v1/projects/-/serviceAccounts/" + email + ":generateAccessToken");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service)
            .header("Authorization", "Bearer " + federated.value().reveal())
            .header("Content-Type", "application/json")
            .POST(CloudHttp.jsonBody(Map.of("scope", List.of(scope))));
    JsonNode answer = http.json(request, "asking for a token of a Google service account");
    return token(answer.path("accessToken").asText(), end(answer.path("expireTime").asText()));
  }

  private Instant end(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      return clock.instant();
    }
  }

  private static AccessToken token(String value, Instant end) throws CloudException {
    if (value.isEmpty()) {
      throw new CloudException("Google Cloud answered without a token");
    }
    return new AccessToken(Sensitive.of(value), end);
  }
}
