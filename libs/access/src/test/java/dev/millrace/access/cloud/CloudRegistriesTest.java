package dev.millrace.access.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.access.token.TokenCache;
import dev.millrace.access.token.TokenException;
import dev.millrace.oci.RegistryCredentials;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
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
                cloud.address() + "/ecr"),
            "aws",
            ECR);
    assertThat(login.username()).isEqualTo("AWS");
    assertThat(login.password().reveal()).isEqualTo("ecr-password");
    assertThat(bodies.poll()).contains("WebIdentityToken=federated", "role%2Fpuller");
    assertThat(cloud.requests().getLast().header("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/ecr/aws4_request")
        .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target");
  }

  @Test
  void awsTakesTheRoleOfTheMachineOtherwise() throws Exception {
    var login =
        login(
            Map.of(
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                cloud.address().toString(),
                "AWS_ENDPOINT_URL_ECR",
                cloud.address() + "/ecr"),
            "aws",
            ECR);
    assertThat(login.password().reveal()).isEqualTo("ecr-password");
  }

  /** The example that AWS publishes for signature version 4, with its keys. */
  @Test
  void signsAsAwsDoes() {
    var signature =
        new AwsSignature(
            new AwsCredentials(
                "AKIDEXAMPLE", Sensitive.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), ""),
            "us-east-1",
            "service");
    Map<String, String> headers =
        signature.sign(
            URI.create("https://example.amazonaws.com/"),
            Map.of(),
            "",
            Instant.parse("2015-08-30T12:36:00Z"));
    assertThat(headers.get("Authorization"))
        .endsWith("Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
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
    assertThatThrownBy(
            () -> login(Map.of("GCE_METADATA_HOST", cloud.host() + "/broken"), "gcp", "gcr.io"))
        .hasMessage("the metadata server answered 404");
  }

  private RegistryCredentials.Basic login(
      Map<String, String> variables, String provider, String host) throws TokenException {
    return (RegistryCredentials.Basic)
        CloudRegistries.of(
                new CloudEnvironment(variables, CLOCK),
                new TokenCache(10, Duration.ofHours(1), CLOCK))
            .login(provider, host, null);
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
              "{\"AssumeRoleWithWebIdentityResponse\":{\"AssumeRoleWithWebIdentityResult\":"
                  + "{\"Credentials\":{\"AccessKeyId\":\"AKIA\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\"}}}}";
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
