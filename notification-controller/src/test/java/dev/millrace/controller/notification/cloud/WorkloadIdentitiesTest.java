package dev.millrace.controller.notification.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudEndpoints;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.ExpiringCache;
import dev.millrace.cloud.workload.CloudIdentities;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings.Identity;
import dev.millrace.controller.notification.provider.Samples;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkloadIdentitiesTest {
  private static final Identity OWN = new Identity("apps", "p", "u", "");
  private static final Identity TENANT = new Identity("apps", "p", "u", "sender");
  private static final AccountRule ALLOWED = new AccountRule(true, "");

  private int status = 200;
  private ScriptedServer cloud;

  @BeforeEach
  void start() {
    cloud =
        ScriptedServer.start(
            exchange ->
                ScriptedServer.reply(
                    exchange, status, "{\"access_token\":\"token\",\"expires_in\":3600}"));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void withoutAServiceAccountTheNodeTells() {
    assertThat(identities(ALLOWED).google(OWN, CloudTokens.GOOGLE_PUBSUB)).isEqualTo("token");
    assertThat(identities(ALLOWED).azure(OWN, CloudTokens.AZURE_DEVOPS)).isEqualTo("token");
    assertThat(paths())
        .containsExactly(
            "/computeMetadata/v1/instance/service-accounts/default/token",
            "/metadata/identity/oauth2/token");
  }

  @Test
  void theServiceAccountsIdentityIsAskedForWithItsOwnToken() {
    identities(ALLOWED).azure(TENANT, CloudTokens.AZURE_EVENT_HUBS);
    assertThat(paths()).containsExactly("/tenant-of-sender/oauth2/v2.0/token");
  }

  @Test
  void tokensAreKeptAndNotShared() {
    WorkloadIdentities identities = identities(ALLOWED);
    identities.azure(OWN, CloudTokens.AZURE_DEVOPS);
    identities.azure(OWN, CloudTokens.AZURE_DEVOPS);
    identities.azure(TENANT, CloudTokens.AZURE_DEVOPS);
    assertThat(paths()).hasSize(2);
  }

  @Test
  void providersThatNameNoServiceAccountActAsTheUsualOneWhereTheyMay() {
    identities(new AccountRule(true, "usual")).azure(OWN, CloudTokens.AZURE_DEVOPS);
    identities(new AccountRule(false, "usual")).azure(OWN, CloudTokens.AZURE_DEVOPS);
    assertThat(paths())
        .containsExactly("/tenant-of-usual/oauth2/v2.0/token", "/metadata/identity/oauth2/token");
  }

  @Test
  void serviceAccountsNeedTheFeatureGate() {
    WorkloadIdentities identities = identities(new AccountRule(false, ""));
    assertThatThrownBy(() -> identities.azure(TENANT, CloudTokens.AZURE_DEVOPS))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageContaining("ObjectLevelWorkloadIdentity");
    assertThat(paths()).isEmpty();
  }

  @Test
  void onlyWhatMayPassIsTriedAgain() {
    assertTemporary(503, true);
    assertTemporary(429, true);
    assertTemporary(403, false);
  }

  @Test
  void aServiceAccountThatDoesNotExistIsNamed() {
    Identity nobody = new Identity("apps", "p", "u", "nobody");
    assertThatThrownBy(() -> identities(ALLOWED).azure(nobody, CloudTokens.AZURE_DEVOPS))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageContaining("apps/nobody");
  }

  private void assertTemporary(int answer, boolean temporary) {
    status = answer;
    assertThatThrownBy(() -> identities(ALLOWED).azure(TENANT, CloudTokens.AZURE_DEVOPS))
        .isInstanceOfSatisfying(
            NotificationFailure.class,
            failure -> assertThat(failure.isTemporary()).isEqualTo(temporary));
  }

  private List<String> paths() {
    return cloud.requests().stream().map(request -> request.uri().getPath()).toList();
  }

  private WorkloadIdentities identities(AccountRule rule) {
    String host = cloud.address().getAuthority();
    Map<String, String> environment =
        Map.of(
            "AZURE_AUTHORITY_HOST", "http://" + host,
            "AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://" + host,
            "GCE_METADATA_HOST", host);
    return new WorkloadIdentities(
        new CloudIdentities(
            environment, CloudHttp.standard(), new CloudEndpoints(environment), Samples.CLOCK),
        WorkloadIdentitiesTest::account,
        rule,
        new ExpiringCache<>(10, Duration.ofHours(1), AccessToken::expires, Samples.CLOCK));
  }

  private static WorkloadAccount account(String namespace, String name) {
    if (name.equals("nobody")) {
      throw new IllegalArgumentException("the service account 'apps/nobody' does not exist");
    }
    return new WorkloadAccount() {
      @Override
      public String namespace() {
        return namespace;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public Map<String, String> annotations() {
        return Map.of(
            "azure.workload.identity/tenant-id",
            "tenant-of-" + name,
            "azure.workload.identity/client-id",
            "client");
      }

      @Override
      public Sensitive<String> token(String audience) {
        return Sensitive.of("jwt");
      }
    };
  }
}
