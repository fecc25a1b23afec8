package dev.millrace.controller.source.ocirepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.registry.RegistryLogin;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.api.source.OCILayerSelector;
import dev.millrace.api.source.OCIReference;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.api.source.OCIRepositorySpec;
import dev.millrace.api.source.OCIRepositoryStatus;
import dev.millrace.api.source.OIDCIdentity;
import dev.millrace.artifact.archive.UnpackLimits;
import dev.millrace.artifact.archive.Unpacker;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.controller.source.registry.PublicRoot;
import dev.millrace.controller.source.registry.RequireSignature;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.runtime.event.Notice;
import dev.millrace.safety.FileTree;
import dev.millrace.servers.CosignKey;
import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import dev.millrace.servers.ProxyServer;
import dev.millrace.servers.TarGz;
import dev.millrace.servers.TestAuthority;
import dev.millrace.servers.Transport;
import dev.millrace.servers.notation.NotationSigner;
import dev.millrace.servers.notation.SigningWish;
import dev.millrace.servers.sigstore.Flaw;
import dev.millrace.servers.sigstore.Layout;
import dev.millrace.servers.sigstore.SigstoreInstance;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class OCIRepositoryPipelineTest {
  private static final PublicRoot OFFLINE =
      () -> {
        throw new IOException("there is no network in tests");
      };
  private static final String CONFIG = "application/vnd.cncf.flux.config.v1+json";
  private static final String CONTENT = "application/vnd.cncf.flux.content.v1.tar+gzip";
  private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final ArtifactVerification COSIGN =
      new ArtifactVerification("cosign", new LocalObjectReference("signers"), List.of(), null);
  private static final ArtifactVerification NOTATION =
      new ArtifactVerification("notation", new LocalObjectReference("k"), List.of(), null);
  private static final Login LOGIN = new Login("reader", "s3cret");

  @TempDir private Path folder;
  @TempDir private Path scratch;
  private final FakeSecrets secrets = new FakeSecrets();
  private final Map<String, List<String>> pullSecrets = new HashMap<>();
  private final OciRegistry registry = OciRegistry.start();
  private StoragePlace storage;

  @BeforeEach
  void prepare() {
    storage = new StoragePlace(folder);
  }

  @AfterEach
  void stop() {
    registry.close();
    storage.close();
  }

  @Test
  void storesTheFilesOfTheFirstLayer() throws Exception {
    String digest = put("latest", Map.of("app.yaml", "a: 1", "image.png", "png"));
    var harness = harness(wish());
    var next = harness.reconcile();

    var artifact = artifact(harness);
    String hex = digest.substring("sha256:".length());
    assertThat(artifact.path()).isEqualTo("ocirepository/apps/shop/" + hex + ".tar.gz");
    assertThat(artifact.revision()).isEqualTo("latest@" + digest);
    assertThat(artifact.metadata()).containsEntry("org.opencontainers.image.revision", "main@1");
    assertThat(harness.status().url())
        .isEqualTo("http://storage.test/ocirepository/apps/shop/latest.tar.gz");
    assertThat(unpacked(artifact).list("", 10)).containsExactly("app.yaml");
    assertThat(harness.conditions())
        .containsExactly("Ready=True/Succeeded", "ArtifactInStorage=True/Succeeded");
    assertThat(harness.message("Ready"))
        .isEqualTo("stored artifact for digest 'latest@%s'".formatted(digest));
    assertThat(harness.notices()).extracting(Notice::reason).containsExactly("NewArtifact");
    assertThat(harness.notices().getFirst().message())
        .isEqualTo(
            "stored artifact with revision 'latest@%s' from 'oci://%s/apps/shop', origin source"
                    .formatted(digest, registry.host())
                + " 'https://git.test/shop', origin revision 'main@1'");
    assertThat(next).contains(Duration.ofMinutes(10));
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void anUnchangedTagIsNotPulledAgain() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    int requests = registry.requests();
    int writes = harness.statusWrites();
    harness.reconcile();
    assertThat(registry.requests() - requests).as("a look at the API and one HEAD").isEqualTo(2);
    assertThat(harness.statusWrites()).isEqualTo(writes);
    assertThat(harness.notices()).hasSize(1);
  }

  @Test
  void aMovedTagMakesANewArtifact() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    String digest = put("latest", Map.of("app.yaml", "a: 2"));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("latest@" + digest);
    assertThat(harness.notices()).hasSize(2);
  }

  @Test
  void otherIgnoreRulesMakeANewArtifactOfTheSameDigest() throws Exception {
    put("latest", Map.of("app.yaml", "a: 1", "notes.txt", "n"));
    var harness = harness(wish());
    harness.reconcile();
    harness.edit(object -> object.setSpec(wish().ignore("*.txt").spec()));
    harness.reconcile();
    assertThat(unpacked(artifact(harness)).list("", 10)).containsExactly("app.yaml");
    assertThat(harness.status().observedIgnore()).isEqualTo("*.txt");
  }

  @Test
  void takesTheHighestVersionOfTheRangeThatPassesTheFilter() {
    put("1.0.0", Map.of("v", "1"));
    put("1.1.0-rc.1", Map.of("v", "2"));
    String wanted = put("1.1.0-rc.2", Map.of("v", "3"));
    put("1.2.0-dev.1", Map.of("v", "4"));
    put("2.0.0", Map.of("v", "5"));
    var harness = harness(wish().ref(new OCIReference(null, ">=1.0.0-0 <2.0.0", ".*-rc.*", null)));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("1.1.0-rc.2@" + wanted);
  }

  @Test
  void aDigestCountsMoreThanATag() {
    String wanted = put("1.0.0", Map.of("v", "1"));
    put("latest", Map.of("v", "2"));
    var harness = harness(wish().ref(new OCIReference("latest", "2.x", null, wanted)));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo(wanted);
  }

  @Test
  void anIndexLeadsToItsManifestForLinux() throws Exception {
    String arm = put("arm", Map.of("arm", "x"));
    String amd = put("amd", Map.of("amd", "x"));
    String index =
        registry.putIndex("apps/shop", "latest", Map.of("linux/arm64", arm, "linux/amd64", amd));
    var harness = harness(wish());
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("latest@" + index);
    assertThat(unpacked(artifact(harness)).list("", 10)).containsExactly("amd");
  }

  @Test
  void anIndexWithoutLinuxIsRefused() {
    String arm = put("arm", Map.of("arm", "x"));
    registry.putIndex("apps/shop", "latest", Map.of("linux/arm64", arm));
    var harness = harness(wish());
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
    assertThat(harness.message("Ready")).endsWith("no manifest for the platform linux/amd64");
  }

  @Test
  void goesThroughTheProxyOfTheSecret() {
    put("latest", Map.of("app.yaml", "a: 1"));
    try (ProxyServer proxy = ProxyServer.start(new Login("p", "pass"))) {
      secrets.put(
          "apps",
          "proxy",
          Map.of("address", proxy.address().toString(), "username", "p", "password", "pass"));
      var harness = harness(wish().proxy("proxy"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
      assertThat(proxy.requests()).isNotEmpty();
    }
  }

  @Test
  void copiesTheSelectedLayerAsItIs() throws Exception {
    byte[] chart = TarGz.of(Map.of("shop/Chart.yaml", bytes("name: shop")));
    registry.putArtifact(
        "apps/shop",
        "latest",
        CONFIG,
        List.of(new Layer(CONTENT, TarGz.of(Map.of())), new Layer(CHART, chart)),
        Map.of());
    var harness = harness(wish().layer(new OCILayerSelector(CHART, "copy")));
    harness.reconcile();
    assertThat(Files.readAllBytes(folder.resolve(artifact(harness).path()))).isEqualTo(chart);
    assertThat(harness.status().observedLayerSelector())
        .isEqualTo(new OCILayerSelector(CHART, "copy"));
  }

  @Test
  void aMissingLayerIsNamed() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().layer(new OCILayerSelector(CHART, null)));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactLayerOperationFailed");
    assertThat(harness.message("Ready"))
        .isEqualTo("failed to find layer with media type '%s' in artifact".formatted(CHART));
  }

  @Test
  void aLayerThatIsNoArchiveIsRefused() {
    registry.putArtifact(
        "apps/shop", "latest", CONFIG, List.of(new Layer(CONTENT, bytes("<html>"))), Map.of());
    var harness = harness(wish());
    harness.reconcile();
    assertThat(harness.message("Ready"))
        .startsWith("failed to extract layer contents from artifact: ")
        .contains("gzip");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void aLayerThatClimbsOutIsRefused() {
    registry.putArtifact(
        "apps/shop",
        "latest",
        CONFIG,
        List.of(new Layer(CONTENT, TarGz.of(Map.of("../../evil.yaml", bytes("a: 1"))))),
        Map.of());
    var harness = harness(wish());
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactLayerOperationFailed");
    assertThat(harness.message("Ready")).contains("..");
    assertThat(harness.status().artifact()).isNull();
  }

  @Test
  void anUnknownTagFailsAndKeepsTheOldArtifact() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    var before = artifact(harness);
    harness.edit(
        object -> object.setSpec(wish().ref(new OCIReference("no", null, null, null)).spec()));
    var next = harness.reconcile();
    assertThat(harness.conditions())
        .containsExactly(
            "Reconciling=True/ProgressingWithRetry",
            "Ready=False/OCIArtifactPullFailed",
            "ArtifactInStorage=True/Succeeded",
            "FetchFailed=True/OCIArtifactPullFailed");
    assertThat(harness.message("Ready"))
        .startsWith("failed to determine artifact digest: ")
        .contains("/v2/apps/shop/manifests/no", "404");
    assertThat(artifact(harness)).isEqualTo(before);
    assertThat(next).contains(Duration.ofMillis(750));
  }

  @Test
  void aRangeWithoutMatchIsNamed() {
    put("1.0.0", Map.of("v", "1"));
    var harness = harness(wish().ref(new OCIReference(null, "2.x", null, null)));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/ReadOperationFailed");
    assertThat(harness.message("Ready")).endsWith("no match found for semver: 2.x");
  }

  @Test
  void anUnreachableRegistryIsNamed() {
    String url = url();
    registry.close();
    var harness = harness(wish().url(url));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
    assertThat(harness.message("Ready")).contains("connection refused", registry.host());
  }

  @Test
  void plainHttpIsRefusedWithoutInsecure() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().insecure(false));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
  }

  @Test
  void aUrlWithATagStalls() {
    var harness = harness(wish().url(url() + ":v1"));
    assertThat(harness.reconcile()).isEmpty();
    assertThat(harness.conditions())
        .contains("Stalled=True/URLInvalid", "FetchFailed=True/URLInvalid");
  }

  @Test
  void logsInWithADockerConfiguration() {
    try (OciRegistry closed = closedRegistry(Transport.http(0))) {
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "s3cret"));
      var harness = harness(wish().url(url(closed)).secret("login"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void logsInWithThePullSecretsOfTheServiceAccount() {
    try (OciRegistry closed = closedRegistry(Transport.http(0))) {
      secrets.put("apps", "other", dockerConfig("other.test", "x", "y"));
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "s3cret"));
      pullSecrets.put("apps/puller", List.of("other", "login"));
      var harness = harness(wish().url(url(closed)).serviceAccount("puller"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void aMissingServiceAccountIsNamed() {
    var harness = harness(wish().serviceAccount("nobody"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready")).isEqualTo("service account 'apps/nobody' does not exist");
  }

  @Test
  void wrongCredentialsFailWithoutShowingThem() {
    try (OciRegistry closed = closedRegistry(Transport.http(0))) {
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "wr0ng"));
      var harness = harness(wish().url(url(closed)).secret("login"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
      assertThat(harness.message("Ready")).contains("401").doesNotContain("wr0ng");
    }
  }

  @Test
  void aMissingSecretIsNamed() {
    var harness = harness(wish().secret("login"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready")).contains("'apps/login'");
  }

  @Test
  void trustsTheAuthorityAndShowsTheCertificateOfTheSecret() {
    TestAuthority authority = TestAuthority.create();
    var identity = authority.issue("client");
    try (OciRegistry closed = closedRegistry(Transport.mutualTls(authority))) {
      secrets.put("apps", "login", dockerConfig(closed.host(), "reader", "s3cret"));
      secrets.put(
          "apps",
          "tls",
          Map.of(
              "ca.crt", authority.certificate(),
              "tls.crt", identity.certificate(),
              "tls.key", identity.key()));
      var harness =
          harness(wish().url(url(closed)).insecure(false).secret("login").certificates("tls"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void anUnknownAuthorityIsRefused() {
    TestAuthority authority = TestAuthority.create();
    secrets.put("apps", "tls", Map.of("ca.crt", TestAuthority.create().certificate()));
    try (OciRegistry open = OciRegistry.start(Transport.https(authority), null)) {
      var harness = harness(wish().url(url(open)).insecure(false).certificates("tls"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/OCIArtifactPullFailed");
      assertThat(harness.message("Ready")).contains("x509");
    }
  }

  @Test
  void whatCannotBeVerifiedIsNeverPublished() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().verify(NOTATION));
    harness.reconcile();
    assertThat(harness.status().artifact()).isNull();
    assertThat(harness.conditions())
        .contains("Ready=False/VerificationError", "SourceVerified=False/VerificationError");
  }

  @Test
  void anArtifactOfATrustedSignerIsPublished() {
    CosignKey key = trustedKey();
    String digest = put("latest", Map.of("app.yaml", "a: 1"));
    key.sign(registry, "apps/shop", digest);
    var harness = harness(wish().verify(COSIGN));
    harness.reconcile();
    assertThat(harness.conditions())
        .containsExactly(
            "Ready=True/Succeeded",
            "ArtifactInStorage=True/Succeeded",
            "SourceVerified=True/Succeeded");
    assertThat(harness.message("SourceVerified"))
        .isEqualTo("verified signature of revision latest@" + digest);
  }

  @Test
  void aVerifiedRevisionIsNotCheckedAgain() {
    CosignKey key = trustedKey();
    key.sign(registry, "apps/shop", put("latest", Map.of("app.yaml", "a: 1")));
    var harness = harness(wish().verify(COSIGN));
    harness.reconcile();
    int requests = registry.requests();
    harness.reconcile();
    assertThat(registry.requests() - requests).as("a look at the API and one HEAD").isEqualTo(2);
    assertThat(harness.conditions()).contains("SourceVerified=True/Succeeded");
  }

  @Test
  void anUnsignedArtifactIsNotPublishedAndTheOldOneStays() {
    CosignKey key = trustedKey();
    key.sign(registry, "apps/shop", put("latest", Map.of("app.yaml", "a: 1")));
    var harness = harness(wish().verify(COSIGN));
    harness.reconcile();
    var before = artifact(harness);
    String forged = put("latest", Map.of("app.yaml", "evil"));
    CosignKey.generate("EC").sign(registry, "apps/shop", forged);
    harness.reconcile();
    assertThat(artifact(harness)).isEqualTo(before);
    assertThat(harness.conditions())
        .contains(
            "Ready=False/VerificationError",
            "ArtifactInStorage=True/Succeeded",
            "SourceVerified=False/VerificationError");
    assertThat(harness.message("Ready"))
        .startsWith("failed to verify the signature using provider 'cosign': no matching")
        .contains(forged);
    key.sign(registry, "apps/shop", forged);
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
  }

  @Test
  void turningVerificationOnChecksWhatIsAlreadyStored() {
    trustedKey();
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    harness.edit(object -> object.setSpec(wish().verify(COSIGN).spec()));
    harness.reconcile();
    assertThat(harness.conditions()).contains("SourceVerified=False/VerificationError");
    assertThat(harness.message("Ready")).contains("no signatures were found");
  }

  @Test
  void keysThatAreMissingOrUselessFailClosed() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().verify(COSIGN));
    harness.reconcile();
    assertThat(harness.message("Ready")).endsWith("secret 'apps/signers' does not exist");
    secrets.put("apps", "signers", Map.of("key", "x"));
    harness.reconcile();
    assertThat(harness.message("Ready")).contains("no key of it ends with .pub");
    secrets.put("apps", "signers", Map.of("cosign.pub", "x"));
    harness.reconcile();
    assertThat(harness.message("Ready")).contains("'cosign.pub' of secret 'apps/signers'");
    assertThat(harness.status().artifact()).isNull();
  }

  @Test
  void anArtifactOfAnAcceptedIdentityIsPublishedAndAnotherOneIsNot() {
    var sigstore = new SigstoreInstance(Instant.parse("2026-03-01T12:00:00Z"));
    secrets.put("apps", "private", Map.of("trusted_root.json", sigstore.trustedRoot()));
    String digest = put("latest", Map.of("app.yaml", "a: 1"));
    var issuer = "https://issuer.example.com";
    sigstore.sign(
        registry, "apps/shop", digest, "ci@example.com", issuer, Layout.BUNDLE, Flaw.NONE);
    var harness = harness(wish().verify(keyless("^ci@example\\.com$")));
    harness.reconcile();
    assertThat(harness.conditions())
        .contains("Ready=True/Succeeded", "SourceVerified=True/Succeeded");
    harness.edit(object -> object.setSpec(wish().verify(keyless("^boss@")).spec()));
    harness.reconcile();
    assertThat(harness.message("Ready"))
        .startsWith("failed to verify the signature using provider 'cosign keyless': no matching")
        .contains("it is of [ci@example.com], whom 'https://issuer.example.com' vouches for");
  }

  private static ArtifactVerification keyless(String subject) {
    return new ArtifactVerification(
        "cosign",
        null,
        List.of(new OIDCIdentity("^https://issuer\\.example\\.com$", subject)),
        new LocalObjectReference("private"));
  }

  @Test
  void anArtifactThatNotationSignedIsPublished() {
    var signer = notationSigner("strict");
    String digest = put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().verify(NOTATION));
    harness.reconcile();
    assertThat(harness.message("Ready"))
        .startsWith("failed to verify the signature using provider 'notation': no signatures");
    signer.sign(registry, "apps/shop", digest, SigningWish.in(true));
    harness.reconcile();
    assertThat(harness.conditions())
        .contains("Ready=True/Succeeded", "SourceVerified=True/Succeeded");
  }

  @Test
  void aPolicyThatSkipsPublishesWithoutCallingItVerified() {
    notationSigner("skip");
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().verify(NOTATION));
    harness.reconcile();
    assertThat(harness.conditions())
        .containsExactly("Ready=True/Succeeded", "ArtifactInStorage=True/Succeeded");
  }

  private NotationSigner notationSigner(String level) {
    var now = Instant.now();
    var signer = new NotationSigner("EC", "C=US,ST=WA,O=Acme", now, NotationSigner.Special.NONE);
    var policy =
        """
        {"version":"1.0","trustPolicies":[{"name":"all","registryScopes":["*"],\
        "signatureVerification":{"level":"%s"},"trustStores":["ca:any"],\
        "trustedIdentities":["*"]}]}"""
            .formatted(level);
    secrets.put("apps", "k", Map.of("trustpolicy.json", policy, "ca.crt", signer.authority()));
    return signer;
  }

  private CosignKey trustedKey() {
    CosignKey key = CosignKey.generate("EC");
    secrets.put("apps", "signers", Map.of("team.pub", key.publicKey()));
    return key;
  }

  @Test
  void deletionRemovesTheFiles() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    harness.delete();
    harness.reconcile();
    assertThat(folder.resolve("ocirepository/apps/shop")).doesNotExist();
  }

  private String put(String tag, Map<String, String> files) {
    return put(registry, tag, files);
  }

  private static String put(OciRegistry registry, String tag, Map<String, String> files) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    files.forEach((path, text) -> content.put(path, bytes(text)));
    return registry.putArtifact(
        "apps/shop",
        tag,
        CONFIG,
        List.of(new Layer(CONTENT, TarGz.of(content))),
        Map.of(
            "org.opencontainers.image.source", "https://git.test/shop",
            "org.opencontainers.image.revision", "main@1"));
  }

  private static OciRegistry closedRegistry(Transport transport) {
    OciRegistry closed = OciRegistry.start(transport, LOGIN);
    put(closed, "latest", Map.of("app.yaml", "a: 1"));
    return closed;
  }

  private static Map<String, String> dockerConfig(String host, String user, String password) {
    return Map.of(
        ".dockerconfigjson",
        """
        {"auths":{"%s":{"username":"%s","password":"%s"}}}\
        """
            .formatted(host, user, password));
  }

  private Wish wish() {
    return new Wish(url());
  }

  private String url() {
    return url(registry);
  }

  private static String url(OciRegistry registry) {
    return "oci://" + registry.host() + "/apps/shop";
  }

  private ReconcileHarness<OCIRepository, OCIRepositoryStatus> harness(Wish wish) {
    OCIRepository object = new OCIRepository();
    object.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("apps").build());
    object.setSpec(wish.spec());
    var login =
        new RegistryLogin(
            secrets,
            (namespace, account) -> Optional.ofNullable(pullSecrets.get(namespace + "/" + account)),
            SourceReason.AUTHENTICATION_FAILED);
    var pipeline =
        new OCIRepositoryPipeline(
            storage.keeper(),
            new OpenRegistry(login),
            new ResolveDigest(),
            new VerifySignature(new RequireSignature(secrets, OFFLINE, Clock.systemUTC())),
            new PullLayer(scratch));
    return ReconcileHarness.of(new OCIRepositoryKind(), pipeline, object);
  }

  private FileTree unpacked(Artifact artifact) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(artifact.path()))) {
      return new Unpacker(UnpackLimits.forArtifacts()).intoMemory(in);
    }
  }

  private static Artifact artifact(ReconcileHarness<OCIRepository, OCIRepositoryStatus> of) {
    return of.object().artifact().orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Builds a spec. */
  private static final class Wish {
    private String url;
    private @Nullable OCIReference ref;
    private @Nullable OCILayerSelector layer;
    private @Nullable LocalObjectReference secret;
    private @Nullable String serviceAccount;
    private @Nullable LocalObjectReference certificates;
    private @Nullable LocalObjectReference proxy;
    private @Nullable ArtifactVerification verify;
    private boolean insecure = true;
    private @Nullable String ignore;

    Wish(String url) {
      this.url = url;
    }

    Wish url(String other) {
      url = other;
      return this;
    }

    Wish ref(OCIReference wanted) {
      ref = wanted;
      return this;
    }

    Wish layer(OCILayerSelector wanted) {
      layer = wanted;
      return this;
    }

    Wish secret(String name) {
      secret = new LocalObjectReference(name);
      return this;
    }

    Wish serviceAccount(String name) {
      serviceAccount = name;
      return this;
    }

    Wish certificates(String name) {
      certificates = new LocalObjectReference(name);
      return this;
    }

    Wish proxy(String name) {
      proxy = new LocalObjectReference(name);
      return this;
    }

    Wish verify(ArtifactVerification wanted) {
      verify = wanted;
      return this;
    }

    Wish insecure(boolean accepted) {
      insecure = accepted;
      return this;
    }

    Wish ignore(String rules) {
      ignore = rules;
      return this;
    }

    OCIRepositorySpec spec() {
      return new OCIRepositorySpec(
          url,
          new GoDuration("10m"),
          new GoDuration("5s"),
          ref,
          layer,
          "generic",
          secret,
          serviceAccount,
          certificates,
          proxy,
          verify,
          insecure,
          ignore,
          false);
    }
  }
}
