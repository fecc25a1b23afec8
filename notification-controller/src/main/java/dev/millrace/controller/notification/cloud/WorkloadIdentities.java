package dev.millrace.controller.notification.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.controller.notification.cloud.TokenCache.CloudToken;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.JsonTree;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ProviderSettings.Identity;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Exchanges tokens of the cluster for tokens of a cloud: those of the Provider's ServiceAccount,
 * where it names one, else the controller's own.
 */
public final class WorkloadIdentities implements CloudTokens {
  private static final String AZURE_AUDIENCE = "api://AzureADTokenExchange";
  private static final String GRANT = "grant_type";
  private static final int MOST = 100;

  private final Exchange exchange;
  private final CloudEndpoints endpoints;
  private final ServiceAccounts accounts;
  private final OwnIdentity own;
  private final AccountRule rule;
  private final Clock clock;
  private final TokenCache cache;

  /**
   * @param exchange reaches the clouds, and the metadata server of the node
   * @param own who the controller is
   * @param rule which ServiceAccount a Provider acts as
   */
  public WorkloadIdentities(
      Exchange exchange,
      CloudEndpoints endpoints,
      ServiceAccounts accounts,
      OwnIdentity own,
      AccountRule rule,
      Clock clock) {
    this.exchange = exchange;
    this.endpoints = endpoints;
    this.accounts = accounts;
    this.own = own;
    this.rule = rule;
    this.clock = clock;
    this.cache = new TokenCache(clock, MOST);
  }

  @Override
  public String azure(Identity provider, String scope) throws InterruptedException {
    Identity identity = acting(provider);
    return cache.get(key("azure", identity, scope), () -> askAzure(identity, scope));
  }

  @Override
  public String google(Identity provider, String scope) throws InterruptedException {
    Identity identity = acting(provider);
    return cache.get(
        key("google", identity, scope),
        () ->
            identity.serviceAccount().isEmpty()
                ? askMetadataServer(scope)
                : askGoogle(identity, scope));
  }

  private Identity acting(Identity provider) {
    return provider.as(rule.actor(provider.serviceAccount()));
  }

  private CloudToken askAzure(Identity identity, String scope) throws InterruptedException {
    OwnIdentity.Azure azure = identity.serviceAccount().isEmpty() ? own.azure() : azureOf(identity);
    URI service = endpoints.azure().resolve("/" + azure.tenant() + "/oauth2/v2.0/token");
    return token(
        OutgoingRequest.form(
            service,
            Map.of(
                GRANT,
                "client_credentials",
                "client_id",
                azure.client(),
                "scope",
                scope,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                azure.assertion().reveal())));
  }

  private OwnIdentity.Azure azureOf(Identity identity) {
    Map<String, String> annotations =
        accounts.annotations(identity.namespace(), identity.serviceAccount());
    return new OwnIdentity.Azure(
        required(annotations, identity, "azure.workload.identity/tenant-id"),
        required(annotations, identity, "azure.workload.identity/client-id"),
        Sensitive.of(
            accounts.token(identity.namespace(), identity.serviceAccount(), AZURE_AUDIENCE)));
  }

  private CloudToken askMetadataServer(String scope) throws InterruptedException {
    URI service =
        endpoints
            .googleMetadata()
            .resolve("/computeMetadata/v1/instance/service-accounts/default/token?scopes=" + scope);
    return token(OutgoingRequest.get(service).header("Metadata-Flavor", "Google"));
  }

  private CloudToken askGoogle(Identity identity, String scope) throws InterruptedException {
    Map<String, String> annotations =
        accounts.annotations(identity.namespace(), identity.serviceAccount());
    String pool = required(annotations, identity, "gcp.auth.fluxcd.io/workload-identity-provider");
    String audience = "//iam.googleapis.com/" + pool;
    CloudToken federated =
        token(
            OutgoingRequest.form(
                endpoints.googleSts().resolve("/v1/token"),
                Map.of(
                    GRANT,
                    "urn:ietf:params:oauth:grant-type:token-exchange",
                    "audience",
                    audience,
                    "scope",
                    "https://www.googleapis.com/auth/cloud-platform",
                    "requested_token_type",
                    "urn:ietf:params:oauth:token-type:access_token",
                    "subject_token_type",
                    "urn:ietf:params:oauth:token-type:jwt",
                    "subject_token",
                    accounts.token(identity.namespace(), identity.serviceAccount(), audience))));
    String account = annotations.getOrDefault("iam.gke.io/gcp-service-account", "");
    return account.isEmpty() ? federated : impersonated(account, federated, scope);
  }

  private CloudToken impersonated(String account, CloudToken federated, String scope)
      throws InterruptedException {
    ObjectNode body = JsonTree.object();
    body.putArray("scope").add(scope);
    URI service =
        endpoints
            .googleIam()
            .resolve("/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken");
    JsonNode answer =
        JsonTree.read(
            exchange.require(OutgoingRequest.post(service, body).bearer(federated.value())));
    return new CloudToken(
        requiredToken(answer.path("accessToken")),
        Instant.parse(answer.path("expireTime").asText(clock.instant().toString())));
  }

  private CloudToken token(OutgoingRequest request) throws InterruptedException {
    JsonNode answer = JsonTree.read(exchange.require(request));
    return new CloudToken(
        requiredToken(answer.path("access_token")),
        clock.instant().plusSeconds(answer.path("expires_in").asLong(0)));
  }

  private static String requiredToken(JsonNode token) {
    if (token.asText("").isEmpty()) {
      throw new NotificationFailure("the cloud gave no token for the workload identity");
    }
    return token.asText();
  }

  private static String required(
      Map<String, String> annotations, Identity identity, String annotation) {
    String value = annotations.getOrDefault(annotation, "");
    if (value.isEmpty()) {
      throw new NotificationFailure(
          "ServiceAccount '%s/%s' has no annotation '%s'"
              .formatted(identity.namespace(), identity.serviceAccount(), annotation));
    }
    return value;
  }

  private static String key(String cloud, Identity identity, String scope) {
    String account =
        identity.serviceAccount().isEmpty()
            ? ""
            : identity.namespace() + "/" + identity.serviceAccount();
    return cloud + " " + account + " " + scope;
  }
}
