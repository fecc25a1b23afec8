package dev.millrace.controller.source.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.BucketStatus;
import dev.millrace.api.source.SecurityTokenService;
import dev.millrace.cloud.workload.WorkloadAccount;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.AzureBlobServer;
import dev.millrace.servers.GcsServer;
import dev.millrace.servers.ProxyServer;
import dev.millrace.servers.S3Server;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.TestAuthority;
import dev.millrace.servers.Transport;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets of the clouds, and who reads them. */
@SuppressWarnings("NullAway.Init")
class BucketCloudsTest {
  private static final String CREDENTIALS =
      """
      <@ACTION@Response><@ACTION@Result><Credentials>
      <AccessKeyId>TEMPORARY</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
      <SessionToken>t</SessionToken><Expiration>2999-01-31T11:11:12Z</Expiration>
      </Credentials></@ACTION@Result></@ACTION@Response>
      """;

  @TempDir private Path folder;
  @TempDir private Path scratch;
  private final FakeSecrets secrets = new FakeSecrets();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> annotations = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final GcsServer google = GcsServer.start("config");
  private final AzureBlobServer azure = AzureBlobServer.start("config");
  private StoragePlace storage;

  @BeforeEach
  void prepare() {
    storage = new StoragePlace(folder);
    for (String name : List.of("apps/a.yaml", "apps/b.yaml", "apps/c.yaml", "other.yaml")) {
      google.put(name, "from: google");
      azure.put(name, "from: azure");
    }
  }

  @AfterEach
  void stop() {
    google.close();
    azure.close();
    storage.close();
  }

  @Test
  void googleCloudIsReadWithTheKeyOfAServiceAccount() throws Exception {
    secrets.put("apps", "key", Map.of("serviceaccount", googleKey()));
    var harness = harness(new BucketSpecBuilder("x").provider("gcp").prefix("apps/").secret("key"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    assertThat(files(harness)).containsExactly("apps/a.yaml", "apps/b.yaml", "apps/c.yaml");
  }

  @Test
  void googleCloudIsReadAsTheServiceAccountOfTheObject() throws Exception {
    environment.put("MILLRACE_GCP_STS_ENDPOINT", google.address().toString());
    annotations.put("gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/x");
    var harness = harness(new BucketSpecBuilder("x").provider("gcp").serviceAccount("reader"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    assertThat(files(harness)).hasSize(4);
    assertThat(asked).containsExactly("apps/reader for //iam.googleapis.com/projects/1/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accountKey", "sasKey"})
  void azureIsReadWithAKeyOrASignature(String key) throws Exception {
    String value =
        key.equals("accountKey") ? AzureBlobServer.ACCOUNT_KEY : "?" + AzureBlobServer.SIGNATURE;
    secrets.put("apps", "key", Map.of(key, value));
    var harness =
        harness(
            new BucketSpecBuilder(azure.endpoint())
                .provider("azure")
                .prefix("apps/")
                .secret("key"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    assertThat(files(harness)).containsExactly("apps/a.yaml", "apps/b.yaml", "apps/c.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"accountKey", "sasKey"})
  void row7ARefusalOfAzureShowsNothingOfTheSecret(String key) {
    String value = "sv=1&sig=" + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4, 5});
    secrets.put("apps", "key", Map.of(key, key.equals("sasKey") ? value : "AQIDBAU="));
    var harness = harness(new BucketSpecBuilder(azure.endpoint()).provider("azure").secret("key"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/BucketOperationFailed");
    assertThat(harness.status() + " " + harness.notices()).doesNotContain("AQIDBAU", "sig=");
  }

  @Test
  void awsIsReadInTheRoleThatTheTokenServiceGivesTheServiceAccount() throws Exception {
    annotations.put("eks.amazonaws.com/role-arn", "arn:aws:iam::1:role/reader");
    try (S3Server bucket = S3Server.start(Transport.http(0), "config", "TEMPORARY");
        ScriptedServer sts = tokenService("AssumeRoleWithWebIdentity", Transport.http(0))) {
      bucket.put("a.yaml", "a: 1");
      var harness =
          harness(
              new BucketSpecBuilder(bucket.host())
                  .provider("aws")
                  .serviceAccount("reader")
                  .sts(service("aws", sts, null)));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
      assertThat(asked).containsExactly("apps/reader for sts.amazonaws.com");
    }
  }

  @Test
  void row57TheControllersIdentityIsOnlyShownToTheTokenServiceOfAws() {
    try (S3Server bucket = S3Server.start(Transport.http(0), "config", "TEMPORARY");
        ScriptedServer thief = tokenService("AssumeRoleWithWebIdentity", Transport.http(0))) {
      environment.put("AWS_ROLE_ARN", "arn:aws:iam::1:role/controller");
      environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/dev/null");
      var harness =
          harness(
              new BucketSpecBuilder(bucket.host())
                  .provider("aws")
                  .sts(service("aws", thief, null)));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
      assertThat(harness.message("Ready")).contains("spec.sts.endpoint");
      assertThat(thief.requests()).isEmpty();
    }
  }

  @Test
  void theTokenServiceOfAnLdapDirectoryIsTrustedByItsOwnAuthority() {
    TestAuthority authority = TestAuthority.create();
    secrets.put("apps", "user", Map.of("username", "u", "password", "p"));
    secrets.put("apps", "ours", Map.of("ca.crt", authority.certificate()));
    try (S3Server bucket = S3Server.start(Transport.http(0), "config", "TEMPORARY");
        ScriptedServer sts =
            tokenService("AssumeRoleWithLDAPIdentity", Transport.https(authority))) {
      bucket.put("a.yaml", "a: 1");
      var trusted = harness(new BucketSpecBuilder(bucket.host()).sts(service("ldap", sts, "ours")));
      trusted.reconcile();
      assertThat(trusted.conditions()).contains("Ready=True/Succeeded");

      var unknown = harness(new BucketSpecBuilder(bucket.host()).sts(service("ldap", sts, null)));
      unknown.reconcile();
      assertThat(unknown.conditions()).contains("FetchFailed=True/BucketOperationFailed");
    }
  }

  @Test
  void theTokenServiceOfAnLdapDirectoryMayDoWithoutASecret() {
    try (S3Server bucket = S3Server.start(Transport.http(0), "config", "TEMPORARY");
        ScriptedServer sts = tokenService("AssumeRoleWithLDAPIdentity", Transport.http(0))) {
      bucket.put("a.yaml", "a: 1");
      var nameless = new SecurityTokenService("ldap", sts.address().toString(), null, null);
      var harness = harness(new BucketSpecBuilder(bucket.host()).sts(nameless));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void cloudsAreAskedForTokensThroughTheProxyOfTheBucket() throws Exception {
    environment.put("MILLRACE_GCP_STS_ENDPOINT", google.address().toString());
    annotations.put("gcp.auth.fluxcd.io/workload-identity-provider", "projects/1/x");
    secrets.put("apps", "key", Map.of("serviceaccount", googleKey()));
    try (ProxyServer proxy = ProxyServer.start(null)) {
      secrets.put("apps", "proxy", Map.of("address", proxy.address().toString()));
      for (var spec : List.of(gcp().serviceAccount("reader"), gcp().secret("key"))) {
        harness(spec.proxy("proxy")).reconcile();
      }
      assertThat(proxy.requests())
          .contains("POST " + google.address() + "/v1/token")
          .contains("POST " + google.address() + "/token");
    }
  }

  private static BucketSpecBuilder gcp() {
    return new BucketSpecBuilder("x").provider("gcp");
  }

  @Test
  void aMissingServiceAccountIsNamed() {
    var harness = harness(new BucketSpecBuilder("x").provider("gcp").serviceAccount("gone"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready")).contains("'apps/gone' does not exist");
  }

  private static ScriptedServer tokenService(String action, Transport transport) {
    return ScriptedServer.start(
        transport,
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean right = form.contains("Action=" + action);
          ScriptedServer.reply(
              exchange, right ? 200 : 400, CREDENTIALS.replace("@ACTION@", action));
        });
  }

  private static SecurityTokenService service(
      String provider, ScriptedServer server, @Nullable String certificates) {
    return new SecurityTokenService(
        provider,
        server.address().toString(),
        provider.equals("ldap") ? new LocalObjectReference("user") : null,
        certificates == null ? null : new LocalObjectReference(certificates));
  }

  private String googleKey() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    String key =
        Base64.getEncoder().encodeToString(rsa.generateKeyPair().getPrivate().getEncoded());
    return """
    {"type":"service_account","client_email":"reader@x.test","private_key_id":"1",
     "token_uri":"%s/token",
     "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}
    """
        .formatted(google.address(), key);
  }

  private List<String> files(ReconcileHarness<Bucket, BucketStatus> harness) throws Exception {
    return storage.keeper().read(harness.object().artifact().orElseThrow()).entries().stream()
        .map(entry -> entry.path())
        .filter(path -> path.endsWith(".yaml"))
        .toList();
  }

  private ReconcileHarness<Bucket, BucketStatus> harness(BucketSpecBuilder spec) {
    Bucket object = new Bucket();
    object.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("apps").build());
    object.setSpec(spec.build());
    var accounts = new BucketIdentities.Accounts(this::account, true, Optional.empty());
    var identities = new BucketIdentities(environment, accounts, Clock.systemUTC());
    var pipeline =
        new BucketPipeline(
            storage.keeper(),
            new OpenBucket(secrets, identities, Clock.systemUTC(), google.address()),
            new ListObjects(),
            new DownloadObjects(scratch));
    return ReconcileHarness.of(new BucketKind(), pipeline, object);
  }

  private WorkloadAccount account(String namespace, String name) {
    if (name.equals("gone")) {
      throw new IllegalArgumentException(
          "the service account '%s/%s' does not exist".formatted(namespace, name));
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
        return annotations;
      }

      @Override
      public Sensitive<String> token(String audience) {
        asked.add(namespace + "/" + name + " for " + audience);
        return Sensitive.of("a token of the cluster");
      }
    };
  }
}
