package dev.millrace.controller.notification.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings.Identity;
import dev.millrace.controller.notification.provider.RecordingExchange;
import dev.millrace.controller.notification.provider.Samples;
import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadIdentitiesTest {
  private static final Identity OWN = new Identity("apps", "p", "u", "");
  private static final Identity TENANT = new Identity("apps", "p", "u", "sender");

  private static final Map<String, String> AZURE_ACCOUNT =
      Map.of(
          "azure.workload.identity/tenant-id", "t",
          "azure.workload.identity/client-id", "c");

  private final RecordingExchange exchange =
      new RecordingExchange()
          .answering("POST http://entra", 200, token("azure"))
          .answering("GET http://metadata", 200, token("node"))
          .answering("POST http://sts", 200, token("federated"))
          .answering(
              "POST http://iam",
              200,
              "{\"accessToken\":\"google\",\"expireTime\":\"2026-01-01T01:00:00Z\"}");

  @Test
  void theControllersOwnIdentityInAzure() throws Exception {
    assertThat(identities(Map.of()).azure(OWN, CloudTokens.AZURE_DEVOPS)).isEqualTo("azure");
    assertThat(exchange.lines()).containsExactly("POST http://entra/own-tenant/oauth2/v2.0/token");
    assertThat(exchange.lastBody()).contains("client_id=own-client", "client_assertion=own-proof");
  }

  @Test
  void theServiceAccountsIdentityInAzure() throws Exception {
    identities(AZURE_ACCOUNT).azure(TENANT, CloudTokens.AZURE_EVENT_HUBS);
    assertThat(exchange.lines()).containsExactly("POST http://entra/t/oauth2/v2.0/token");
    assertThat(exchange.lastBody())
        .contains("client_id=c", "client_assertion=apps%2Fsender%2Fapi%3A%2F%2FAzureAD");
  }

  @Test
  void theNodesIdentityInGoogle() throws Exception {
    assertThat(identities(Map.of()).google(OWN, CloudTokens.GOOGLE_PUBSUB)).isEqualTo("node");
    assertThat(exchange.last().headers()).containsEntry("Metadata-Flavor", "Google");
  }

  @Test
  void theServiceAccountsIdentityInGoogle() throws Exception {
    String token =
        identities(
                Map.of(
                    "gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/pool",
                    "iam.gke.io/gcp-service-account", "sa@example.com"))
            .google(TENANT, CloudTokens.GOOGLE_PUBSUB);
    assertThat(token).isEqualTo("google");
    assertThat(exchange.lines())
        .containsExactly(
            "POST http://sts/v1/token",
            "POST http://iam/v1/projects/-/serviceAccounts/sa@example.com:generateAccessToken");
    assertThat(exchange.last().headers()).containsEntry("Authorization", "Bearer federated");
  }

  @Test
  void tokensAreKeptAndNotShared() throws Exception {
    WorkloadIdentities identities = identities(AZURE_ACCOUNT);
    identities.azure(OWN, CloudTokens.AZURE_DEVOPS);
    identities.azure(OWN, CloudTokens.AZURE_DEVOPS);
    identities.azure(TENANT, CloudTokens.AZURE_DEVOPS);
    assertThat(exchange.lines()).hasSize(2);
  }

  @Test
  void saysWhichAnnotationIsMissing() {
    assertThatThrownBy(() -> identities(Map.of()).azure(TENANT, CloudTokens.AZURE_DEVOPS))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageContaining("apps/sender")
        .hasMessageContaining("azure.workload.identity/tenant-id");
  }

  @Test
  void providersThatNameNoServiceAccountActAsTheUsualOneWhereTheyMay() throws Exception {
    identities(AZURE_ACCOUNT, new AccountRule(true, "usual")).azure(OWN, CloudTokens.AZURE_DEVOPS);
    assertThat(exchange.lastBody()).contains("client_assertion=apps%2Fusual%2F");
    identities(AZURE_ACCOUNT, new AccountRule(false, "usual")).azure(OWN, CloudTokens.AZURE_DEVOPS);
    assertThat(exchange.lastBody()).contains("client_assertion=own-proof");
  }

  @Test
  void serviceAccountsNeedTheFeatureGate() {
    WorkloadIdentities identities = identities(AZURE_ACCOUNT, new AccountRule(false, ""));
    assertThatThrownBy(() -> identities.azure(TENANT, CloudTokens.AZURE_DEVOPS))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageContaining("ObjectLevelWorkloadIdentity");
    assertThat(exchange.lines()).isEmpty();
  }

  private WorkloadIdentities identities(Map<String, String> annotations) {
    return identities(annotations, new AccountRule(true, ""));
  }

  private WorkloadIdentities identities(Map<String, String> annotations, AccountRule rule) {
    return new WorkloadIdentities(
        exchange,
        new CloudEndpoints(
            URI.create("http://entra"),
            URI.create("http://metadata"),
            URI.create("http://sts"),
            URI.create("http://iam")),
        new ServiceAccounts() {
          @Override
          public Map<String, String> annotations(String namespace, String name) {
            return annotations;
          }

          @Override
          public String token(String namespace, String name, String audience) {
            return namespace + "/" + name + "/" + audience;
          }
        },
        () -> new OwnIdentity.Azure("own-tenant", "own-client", Sensitive.of("own-proof")),
        rule,
        Samples.CLOCK);
  }

  private static String token(String value) {
    return "{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(value);
  }
}
