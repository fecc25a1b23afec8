package dev.millrace.sops.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteSourcesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T10:11:12Z"), ZoneOffset.UTC);
  private static final String DATA_KEY = base64("data key");

  private final Service service = new Service();
  private final CloudHttp http = CloudHttp.standard();
  private final TokenSource token =
      scope -> new AccessToken(Sensitive.of("token for " + scope), Instant.MAX);

  RemoteSourcesTest() throws IOException {}

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void vaultDecryptsWithItsToken() throws KeyUnavailable {
    service.answering(
        "/v1/team/transit/decrypt/my-key", "{\"data\":{\"plaintext\":\"" + DATA_KEY + "\"}}");
    var key = vault("team/transit");
    VaultTransit vault = VaultTransit.withToken(Sensitive.of("s.token"), http);
    assertThat(vault.unwrap(key).reveal()).asString().isEqualTo("data key");
    assertThat(service.requests.getFirst().header("X-Vault-Token")).isEqualTo("s.token");
    assertThat(service.requests.getFirst().body()).isEqualTo("{\"ciphertext\":\"vault:v1:abc\"}");
  }

  @Test
  void vaultPathsCantClimb() {
    VaultTransit vault = VaultTransit.withToken(Sensitive.of("s.token"), http);
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> vault.unwrap(vault("transit/../sys")));
    assertThat(service.requests).isEmpty();
  }

  @Test
  void vaultLoginIsOnlyTriedAtListedServersAndKept() throws Exception {
    service
        .answering("/v1/auth/kubernetes/login", "{\"auth\":{\"client_token\":\"s.fresh\"}}")
        .answering("/v1/transit/decrypt/my-key", "{\"data\":{\"plaintext\":\"" + DATA_KEY + "\"}}");
    String subject = "{\"sub\":\"system:serviceaccount:team:deployer\"}";
    var account = Sensitive.of("e30." + base64(subject).replace("=", "") + ".c2ln");
    Map<String, String> paths = Map.of(service.uri().toString(), "auth/kubernetes/login");
    var vault = new VaultTransit(new VaultServiceAccountLogin(paths, _ -> account, http), http);
    assertThat(vault.unwrap(vault("transit")).reveal()).asString().isEqualTo("data key");
    vault.unwrap(vault("transit"));
    assertThat(service.requests).hasSize(3);
    assertThat(service.requests.getFirst().body()).contains("\"role\":\"team_deployer\"");

    var elsewhere = new VaultServiceAccountLogin(Map.of(), _ -> account, http);
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> elsewhere.token(service.uri().toString()))
        .withMessageContaining("listed");
  }

  @Test
  void awsCallIsSignedForTheRegionOfTheKey() throws KeyUnavailable {
    service.answering("/", "{\"Plaintext\":\"" + DATA_KEY + "\"}");
    assertThat(aws("").reveal()).asString().isEqualTo("data key");
    Service.Request request = service.requests.getFirst();
    assertThat(request.header("X-Amz-Target")).isEqualTo("TrentService.Decrypt");
    assertThat(request.header("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKID/20260131/eu-west-1/kms/aws4_request");
    assertThat(request.body()).contains("\"EncryptionContext\":{\"app\":\"web\"}");
  }

  @Test
  void awsRoleIsAssumedFirst() throws KeyUnavailable {
    service
        .answering("/", "{\"Plaintext\":\"" + DATA_KEY + "\"}")
        .answering(
            "/sts",
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
              <AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
              <Expiration>2026-01-31T11:11:12Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """);
    aws("arn:aws:iam::1:role/sops");
    assertThat(service.requests.getFirst().body()).contains("Action=AssumeRole");
    assertThat(service.requests.getLast().header("Authorization")).contains("Credential=ROLE/");
    assertThat(service.requests.getLast().header("X-Amz-Security-Token")).isEqualTo("t");
  }

  private Sensitive<byte[]> aws(String role) throws KeyUnavailable {
    AwsKms.Endpoints endpoints =
        new AwsKms.Endpoints() {
          @Override
          public URI kms(String region) {
            return service.uri().resolve("/");
          }

          @Override
          public URI sts(String region) {
            return service.uri().resolve("/sts");
          }
        };
    var own = AwsCredentials.permanent("AKID", Sensitive.of("secret"));
    var key =
        new MasterKey.AwsKms("arn:aws:kms:eu-west-1:1:key/x", role, Map.of("app", "web"), "YWJj");
    return new AwsKms(() -> own, http, CLOCK, endpoints).unwrap(key);
  }

  @Test
  void googleCloudDecryptsWithAToken() throws KeyUnavailable {
    String name = "projects/p/locations/global/keyRings/r/cryptoKeys/k";
    service.answering("/v1/" + name + ":decrypt", "{\"plaintext\":\"" + DATA_KEY + "\"}");
    var source = new GcpKms(token, http, service.uri());
    assertThat(source.unwrap(new MasterKey.GcpKms(name, "YWJj")).reveal())
        .asString()
        .isEqualTo("data key");
    assertThat(service.requests.getFirst().header("Authorization"))
        .isEqualTo("Bearer token for https://www.googleapis.com/auth/cloudkms");
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> source.unwrap(new MasterKey.GcpKms(name + "/../../x", "YWJj")));
  }

  @Test
  void azureTokensAreShownToKeyVaultsOnly() throws KeyUnavailable {
    service.answering(
        "/keys/sops/v1/decrypt?api-version=7.4",
        "{\"value\":\"" + DATA_KEY.replace("=", "") + "\"}");
    var key = new MasterKey.AzureKeyVault(service.uri().toString(), "sops", "v1", "YWJj");
    var local = new AzureKeyVault(token, http, _ -> Optional.of("scope"));
    assertThat(local.unwrap(key).reveal()).asString().isEqualTo("data key");
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> new AzureKeyVault(token, http).unwrap(key))
        .withMessageContaining("no key vault of Azure");
    assertThat(AzureKeyVault.azureScope(URI.create("https://v.vault.azure.net")))
        .contains("https://vault.azure.net/.default");
    assertThat(AzureKeyVault.azureScope(URI.create("https://vault.azure.net.evil.com"))).isEmpty();
  }

  @Test
  void anErrorSaysTheStatusAndNothingOfWhatWasSent() {
    VaultTransit vault = VaultTransit.withToken(Sensitive.of("s.token"), http);
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> vault.unwrap(vault("transit")))
        .withMessageContaining("404")
        .satisfies(
            e -> assertThat(e.getMessage()).doesNotContain("s.token").doesNotContain("vault:v1"));
  }

  private MasterKey vault(String engine) {
    return new MasterKey.Vault(service.uri().toString(), engine, "my-key", "vault:v1:abc");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
