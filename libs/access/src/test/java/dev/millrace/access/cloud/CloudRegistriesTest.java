package dev.millrace.access.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.access.token.TokenCache;
import dev.millrace.access.token.TokenException;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.oci.RegistryCredentials;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudRegistriesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

  @TempDir Path folder;
  private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
  private final TokenCache tokens = new TokenCache(10, Duration.ofHours(1), CLOCK);
  private final ScriptedServer cloud = ScriptedServer.start(this::answer);

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void gcpGivesTheTokenOfTheMetadataServer() throws Exception {
    var login = login(Map.of("GCE_METADATA_HOST", cloud.host()), "gcp", "gcr.io");
    assertThat(login.username()).isEqualTo("oauth2accesstoken");
    assertThat(login.password().reveal()).isEqualTo("gcp-token");
    assertThat(cloud.requests().getFirst().header("Metadata-Flavor")).isEqualTo("Google");
  }

  @Test
  void azureExchangesTheTokenOfTheWorkload() throws Exception {
    Files.writeString(folder.resolve("token"), "federated\n");
    var login =
        login(
            Map.of(
                "AZURE_FEDERATED_TOKEN_FILE",
                folder.resolve("token").toString(),
                "AZURE_TENANT_ID",
                "tenant",
                "AZURE_CLIENT_ID",
                "client",
                "AZURE_AUTHORITY_HOST",
                cloud.address() + "/",
                "MILLRACE_AZURE_REGISTRY_ENDPOINT",
                cloud.address().toString()),
            "azure",
            "shop.azurecr.io");
    assertThat(login.password().reveal()).isEqualTo("acr-token");
    assertThat(bodies.poll())
        .contains("client_assertion=federated", "client_id=client", "management.azure.com");
    assertThat(bodies.poll()).contains("service=shop.azurecr.io", "access_token=entra-token");
  }

  @Test
  void azureUsesTheIdentityOfTheMachineOtherwise() throws Exception {
    var login =
        login(
            Map.of(
                "AZURE_POD_IDENTITY_AUTHORITY_HOST", cloud.address().toString(),
                "MILLRACE_AZURE_REGISTRY_ENDPOINT", cloud.address().toString()),
            "azure",
            "shop.azurecr.io");
    assertThat(login.password().reveal()).isEqualTo("acr-token");
    assertThat(cloud.requests().getFirst().header("Metadata")).isEqualTo("true");
  }

  @Test
  void awsTakesTheRoleOfTheServiceAccountAndSignsForThePassword() throws Exception {
    Files.writeString(folder.resolve("token"), "federated");
    var login =
        login(
            Map.of(
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                folder.resolve("token").toString(),
                "AWS_ROLE_ARN",
                "arn:aws:iam::1:role/puller",
                "AWS_ENDPOINT_URL_STS",
                cloud.address().toString(),
                "AWS_ENDPOINT_URL_ECR",
                cloud.address() + "/ecr/"),
            "aws",
            ECR);
    assertThat(login.username()).isEqualTo("AWS");
    assertThat(login.password().reveal()).isEqualTo("ecr-password");
    assertThat(bodies.poll()).contains("WebIdentityToken=federated", "role%2Fpuller");
    assertThat(cloud.requests().getLast().header("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/ecr/aws4_request")
        .contains(
            "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;"
                + "x-amz-security-token;x-amz-target");
  }

  @Test
  void awsTakesTheRoleOfTheMachineOtherwise() throws Exception {
    var login =
        login(
            Map.of(
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                cloud.address().toString(),
                "AWS_ENDPOINT_URL_ECR",
                cloud.address() + "/ecr/"),
            "aws",
            ECR);
    assertThat(login.password().reveal()).isEqualTo("ecr-password");
  }

  @Test
  void awsTakesTheRoleOfTheServiceAccountThatAnObjectNames() throws Exception {
    var access =
        access(
            Map.of(
                "AWS_ENDPOINT_URL_STS",
                cloud.address().toString(),
                "AWS_ENDPOINT_URL_ECR",
                cloud.address() + "/ecr/"));
    var login = login(access, "aws", ECR, "puller");
    assertThat(login.password().reveal()).isEqualTo("ecr-password");
    assertThat(bodies.poll())
        .contains("WebIdentityToken=apps-puller-sts.amazonaws.com", "role%2Fof-puller");
  }

  @Test
  void azureTakesTheApplicationOfTheServiceAccountThatAnObjectNames() throws Exception {
    var access =
        access(
            Map.of(
                "AZURE_AUTHORITY_HOST",
                cloud.address() + "/",
                "MILLRACE_AZURE_REGISTRY_ENDPOINT",
                cloud.address().toString()));
    var login = login(access, "azure", "shop.azurecr.io", "puller");
    assertThat(login.password().reveal()).isEqualTo("acr-token");
    assertThat(bodies.poll())
        .contains("client_id=of-puller", "client_assertion=apps-puller-api%3A%2F%2FAzureAD");
  }

  @Test
  void gcpExchangesATokenOfTheServiceAccountThatAnObjectNames() throws Exception {
    var access = access(Map.of("MILLRACE_GCP_STS_ENDPOINT", cloud.address().toString()));
    var login = login(access, "gcp", "europe-docker.pkg.dev", "puller");
    assertThat(login.password().reveal()).isEqualTo("federated-token");
    assertThat(bodies.poll()).contains("subject_token=apps-puller-%2F%2Fiam.googleapis.com%2Fpool");
  }

  @Test
  void eachServiceAccountHasItsOwnToken() throws Exception {
    var access = access(Map.of("MILLRACE_GCP_STS_ENDPOINT", cloud.address().toString()));
    login(access, "gcp", "gcr.io", "puller");
    login(access, "gcp", "gcr.io", "puller");
    assertThat(cloud.requests()).as("the second login is kept").hasSize(1);
    login(access, "gcp", "gcr.io", "other");
    assertThat(cloud.requests()).hasSize(2);
  }

  @Test
  void objectsThatNameNoServiceAccountActAsTheDefaultOne() throws Exception {
    var access =
        new CloudAccess(
                Map.of("MILLRACE_GCP_STS_ENDPOINT", cloud.address().toString()), tokens, CLOCK)
            .withAccounts(TestAccount::new, Optional.of("default"));
    login(access, "gcp", "gcr.io", null);
    assertThat(bodies.poll()).contains("subject_token=apps-default-");
  }

  @Test
  void namingAServiceAccountNeedsTheGate() {
    var access = new CloudAccess(Map.of(), tokens, CLOCK);
    assertThatThrownBy(() -> login(access, "gcp", "gcr.io", "puller"))
        .isInstanceOfSatisfying(
            ReconcileFailure.class,
            e -> assertThat(e.reason()).isEqualTo(GeneralReason.FEATURE_GATE_DISABLED))
        .hasMessageContaining("ObjectLevelWorkloadIdentity");
  }

  @Test
  void saysWhichServiceAccountIsMissing() {
    var access =
        new CloudAccess(Map.of(), tokens, CLOCK)
            .withAccounts(
                (namespace, name) -> {
                  throw new IllegalArgumentException(
                      "the service account '%s/%s' does not exist".formatted(namespace, name));
                },
                Optional.empty());
    assertThatThrownBy(() -> login(access, "gcp", "gcr.io", "puller"))
        .isInstanceOf(TokenException.class)
        .hasMessage("the service account 'apps/puller' does not exist");
  }

  @ParameterizedTest
  @CsvSource({
    "aws, registry.example.com",
    "aws, 123456789012.dkr.ecr.eu-west-1.amazonaws.com.example.com",
    "azure, azurecr.io.example.com",
    "gcp, evilgcr.io",
    "generic, gcr.io"
  })
  void givesNoTokenToRegistriesOfOthers(String provider, String host) {
    assertThatThrownBy(() -> login(Map.of(), provider, host)).isInstanceOf(TokenException.class);
    assertThat(cloud.requests()).isEmpty();
  }

  @Test
  void saysWhatTheCloudAnswered() {
    var variables =
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKIA",
            "AWS_SECRET_ACCESS_KEY", "s",
            "AWS_ENDPOINT_URL_ECR", cloud.address() + "/none/");
    assertThatThrownBy(() -> login(variables, "aws", ECR))
        .isInstanceOf(TokenException.class)
        .hasMessageStartingWith("asking Amazon ECR for a login was answered with HTTP status 404");
  }

  private RegistryCredentials.Basic login(
      Map<String, String> variables, String provider, String host) throws TokenException {
    return login(new CloudAccess(variables, tokens, CLOCK), provider, host, null);
  }

  private static RegistryCredentials.Basic login(
      CloudAccess access, String provider, String host, @Nullable String account)
      throws TokenException {
    return (RegistryCredentials.Basic)
        new CloudRegistries(access).login(provider, host, access.actor("apps", account, null));
  }

  private CloudAccess access(Map<String, String> variables) {
    return new CloudAccess(variables, tokens, CLOCK)
        .withAccounts(TestAccount::new, Optional.empty());
  }

  private record TestAccount(String namespace, String name) implements WorkloadAccount {
    @Override
    public Map<String, String> annotations() {
      return Map.of(
          "eks.amazonaws.com/role-arn",
          "arn:aws:iam::1:role/of-" + name,
          "azure.workload.identity/client-id",
          "of-" + name,
          "azure.workload.identity/tenant-id",
          "tenant",
          "gcp.auth.fluxcd.io/workload-identity-provider",
          "pool");
    }

    @Override
    public Sensitive<String> token(String audience) {
      return Sensitive.of(namespace + "-" + name + "-" + audience);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String body =
        switch (exchange.getRequestURI().getPath()) {
          case "/computeMetadata/v1/instance/service-accounts/default/token" ->
              "{\"access_token\":\"gcp-token\",\"expires_in\":3599}";
          case "/tenant/oauth2/v2.0/token", "/metadata/identity/oauth2/token" ->
              "{\"access_token\":\"entra-token\",\"expires_in\":\"3599\"}";
          case "/oauth2/exchange" -> "{\"refresh_token\":\"acr-token\"}";
          case "/" ->
              """
              <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>\
              <AccessKeyId>AKIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>\
              <SessionToken>t</SessionToken></Credentials></AssumeRoleWithWebIdentityResult>\
              </AssumeRoleWithWebIdentityResponse>\
              """;
          case "/v1/token" -> "{\"access_token\":\"federated-token\",\"expires_in\":3599}";
          case "/latest/api/token" -> "session";
          case "/latest/meta-data/iam/security-credentials/" -> "puller";
          case "/latest/meta-data/iam/security-credentials/puller" ->
              "{\"AccessKeyId\":\"AKIA\",\"SecretAccessKey\":\"s\",\"Token\":\"t\"}";
          case "/ecr/" ->
              "{\"authorizationData\":[{\"authorizationToken\":\"%s\"}]}"
                  .formatted(
                      Base64.getEncoder()
                          .encodeToString("AWS:ecr-password".getBytes(StandardCharsets.UTF_8)));
          default -> "";
        };
    ScriptedServer.reply(exchange, body.isEmpty() ? 404 : 200, body);
  }
}
