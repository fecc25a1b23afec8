package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.Cases;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.sops.Decryption;
import dev.millrace.sops.format.FileFormat;
import dev.millrace.sops.key.AgeKeys;
import dev.millrace.sops.key.DataKeys;
import dev.millrace.sops.key.KeySource;
import dev.millrace.sops.key.KeyUnavailable;
import dev.millrace.sops.metadata.MasterKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Keys in Vault and in clouds, entered as the service account of a Kustomization. All services are
 * one server in this process, which gives out the data key of a file that sops made.
 */
@OnStage
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyServicesTest {
  private static final String GATE = "--feature-gates=ObjectLevelWorkloadIdentity=true";
  private static final String TOKEN = "{\"access_token\":\"cloud-token\",\"expires_in\":3600}";
  private static final String ROLE =
      """
      <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
      <AccessKeyId>AKID</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
      <SessionToken>t</SessionToken><Expiration>2126-01-31T11:11:12Z</Expiration>
      </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
      """;

  private final Map<String, String> answers = new HashMap<>();
  private final ScriptedServer services =
      ScriptedServer.start(
          exchange -> {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String answer =
                answers.get(target == null ? exchange.getRequestURI().getPath() : target);
            ScriptedServer.reply(
                exchange, answer == null ? 404 : 200, answer == null ? "" : answer);
          });

  private Stage stage;
  private Scene scene;
  private String secret;

  @BeforeEach
  void open(Stage opened) throws Exception {
    Cases.require();
    stage = opened;
    scene = stage.scene(GATE);
    secret = Cases.text("sops/flux/object-secret/secret.yaml");
    answerWithTheDataKey();
  }

  @AfterAll
  void stop() {
    services.close();
  }

  @Test
  void logsInToAListedVaultServerAsTheServiceAccount() {
    scene = stage.scene(GATE, "--sops-vault-configmap=vaults");
    stage.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: flux-system}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: vaults, namespace: flux-system}
        data:
          config.yaml: |
            instances:
            - {address: "%s", loginPath: auth/kubernetes/login}
        """
            .formatted(services.address()));

    decryptAsServiceAccount(Map.of(), vaultKey(services.address().toString()));

    scene.awaitReady("app");
    assertDecrypted();
    assertThat(services.requests())
        .anyMatch(
            request ->
                request.uri().getPath().equals("/v1/transit/decrypt/app")
                    && "vault-token".equals(request.header("X-Vault-Token")));
  }

  @Test
  void showsNoTokenToAVaultServerThatIsNotListed() {
    int before = services.requests().size();

    decryptAsServiceAccount(Map.of(), vaultKey(services.address().toString()));

    assertThat(scene.awaitFailure("app", "BuildFailed").message())
        .contains("decryption failed for Secret/" + scene.namespace() + "/whole");
    assertThat(services.requests()).hasSize(before);
  }

  @Test
  void takesTheRoleOfTheServiceAccountInAws() {
    openWithClouds();

    decryptAsServiceAccount(
        Map.of("eks.amazonaws.com/role-arn", "arn:aws:iam::1:role/decryptor"),
        """
            kms:
                - arn: arn:aws:kms:eu-west-1:123456789012:key/app
                  created_at: "2026-01-01T00:00:00Z"
                  enc: d3JhcHBlZA==
                  aws_profile: ""
        """);

    scene.awaitReady("app");
    assertDecrypted();
  }

  @Test
  void isFederatedAsTheServiceAccountInGoogleCloud() {
    openWithClouds();

    decryptAsServiceAccount(
        Map.of("gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/pool"),
        """
            gcp_kms:
                - resource_id: projects/p/locations/l/keyRings/r/cryptoKeys/app
                  created_at: "2026-01-01T00:00:00Z"
                  enc: d3JhcHBlZA==
        """);

    scene.awaitReady("app");
    assertDecrypted();
  }

  @Test
  void isTheApplicationOfTheServiceAccountInAzure() {
    openWithClouds();

    decryptAsServiceAccount(
        Map.of(
            "azure.workload.identity/tenant-id", "tenant",
            "azure.workload.identity/client-id", "client"),
        """
            azure_kv:
                - vault_url: %s
                  name: app
                  version: v1
                  created_at: "2026-01-01T00:00:00Z"
                  enc: d3JhcHBlZA
        """
            .formatted(services.address()));

    scene.awaitReady("app");
    assertDecrypted();
  }

  @Test
  void decryptsAsTheDefaultServiceAccount() {
    scene = stage.scene(environment(), GATE, "--default-decryption-service-account=decryptor");

    decrypt(
        Map.of("gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/pool"),
        "decryption: {provider: sops}",
        """
            gcp_kms:
                - resource_id: projects/p/locations/l/keyRings/r/cryptoKeys/app
                  created_at: "2026-01-01T00:00:00Z"
                  enc: d3JhcHBlZA==
        """);

    scene.awaitReady("app");
    assertDecrypted();
  }

  @Test
  void saysThatTheServiceAccountIsMissing() {
    scene.commit("shop", Map.of("secret.yaml", secret));

    scene.kustomization("app", spec("decryption: {provider: sops, serviceAccountName: nobody}"));

    assertThat(scene.awaitFailure("app", "BuildFailed").message())
        .contains("the service account '" + scene.namespace() + "/nobody' does not exist");
  }

  private void openWithClouds() {
    scene = stage.scene(environment(), GATE);
  }

  private Map<String, String> environment() {
    String here = services.address().toString();
    Map<String, String> variables = new HashMap<>();
    for (String variable :
        List.of(
            "AWS_ENDPOINT_URL_STS",
            "AWS_ENDPOINT_URL_KMS",
            "AZURE_AUTHORITY_HOST",
            "MILLRACE_AZURE_KEY_VAULT_ENDPOINT",
            "MILLRACE_GCP_STS_ENDPOINT",
            "MILLRACE_GCP_KMS_ENDPOINT")) {
      variables.put(variable, here);
    }
    return variables;
  }

  private void decryptAsServiceAccount(Map<String, String> annotations, String keys) {
    decrypt(annotations, "decryption: {provider: sops, serviceAccountName: decryptor}", keys);
  }

  private void decrypt(Map<String, String> annotations, String decryption, String keys) {
    scene.makeTenant("decryptor");
    scene.accounts().annotate("decryptor", annotations);
    scene.commit("shop", Map.of("secret.yaml", secretWith(keys)));
    scene.kustomization("app", spec(decryption));
  }

  private String spec(String decryption) {
    return "prune: true\ntargetNamespace: " + scene.namespace() + "\n" + decryption;
  }

  private void assertDecrypted() {
    Map<String, String> data =
        scene
            .client()
            .secrets()
            .inNamespace(scene.namespace())
            .withName("whole")
            .require()
            .getData();
    assertThat(new String(Base64.getDecoder().decode(data.get("username")), StandardCharsets.UTF_8))
        .isEqualTo("admin");
  }

  /** The encrypted Secret, its data key wrapped by others than age. */
  private String secretWith(String keys) {
    int age = secret.indexOf("    age:\n");
    int rest = secret.indexOf("    encrypted_regex:");
    return secret.substring(0, age) + keys + secret.substring(rest);
  }

  private static String vaultKey(String address) {
    return """
        hc_vault:
            - vault_address: %s
              engine_path: transit
              key_name: app
              created_at: "2026-01-01T00:00:00Z"
              enc: vault:v1:d3JhcHBlZA==
    """
        .formatted(address);
  }

  private void answerWithTheDataKey() throws Exception {
    byte[] key = dataKey();
    String base64 = Base64.getEncoder().encodeToString(key);
    answers.put("/v1/auth/kubernetes/login", "{\"auth\":{\"client_token\":\"vault-token\"}}");
    answers.put("/v1/transit/decrypt/app", "{\"data\":{\"plaintext\":\"%s\"}}".formatted(base64));
    answers.put("/", ROLE);
    answers.put("TrentService.Decrypt", "{\"Plaintext\":\"%s\"}".formatted(base64));
    answers.put("/v1/token", TOKEN);
    answers.put(
        "/v1/projects/p/locations/l/keyRings/r/cryptoKeys/app:decrypt",
        "{\"plaintext\":\"%s\"}".formatted(base64));
    answers.put("/tenant/oauth2/v2.0/token", TOKEN);
    answers.put(
        "/keys/app/v1/decrypt",
        "{\"value\":\"%s\"}"
            .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(key)));
  }

  private byte[] dataKey() throws Exception {
    WatchedKeys age =
        new WatchedKeys(AgeKeys.parse(Sensitive.of(Cases.text("sops/keys/age-a.agekey"))));
    Decryption.with(new DataKeys(List.of(age)))
        .withoutMacCheck()
        .decrypt(secret.getBytes(StandardCharsets.UTF_8), FileFormat.YAML);
    return age.found;
  }

  /** Remembers what it unwrapped. */
  private static final class WatchedKeys implements KeySource {
    private final KeySource source;
    private byte[] found = new byte[0];

    WatchedKeys(KeySource source) {
      this.source = source;
    }

    @Override
    public boolean handles(MasterKey key) {
      return source.handles(key);
    }

    @Override
    public Sensitive<byte[]> unwrap(MasterKey key) throws KeyUnavailable {
      Sensitive<byte[]> unwrapped = source.unwrap(key);
      found = unwrapped.reveal();
      return unwrapped;
    }
  }
}
