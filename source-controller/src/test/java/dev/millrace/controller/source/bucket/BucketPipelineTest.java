package dev.millrace.controller.source.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.BucketStatus;
import dev.millrace.api.source.SecurityTokenService;
import dev.millrace.artifact.archive.UnpackLimits;
import dev.millrace.artifact.archive.Unpacker;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.runtime.event.Notice;
import dev.millrace.safety.FileTree;
import dev.millrace.servers.S3Server;
import dev.millrace.servers.TestAuthority;
import dev.millrace.servers.Transport;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class BucketPipelineTest {
  private static final Map<String, String> PROCESS =
      Map.of("AWS_ACCESS_KEY_ID", "PROCESS", "AWS_SECRET_ACCESS_KEY", "s");

  @TempDir private Path folder;
  @TempDir private Path scratch;
  private final FakeSecrets secrets = new FakeSecrets();
  private final S3Server server = S3Server.start("config");
  private StoragePlace storage;

  @BeforeEach
  void prepare() {
    storage = new StoragePlace(folder);
  }

  @AfterEach
  void stop() {
    server.close();
    storage.close();
  }

  @Test
  void storesAllObjectsOfAllPagesButFolders() throws Exception {
    server.put("apps/", "");
    server.put("apps/a.yaml", "a: 1");
    server.put("apps/b c.yaml", "b: ü");
    server.put("root.yaml", "r: 1");
    var harness = harness(spec());
    harness.reconcile();

    Artifact artifact = artifact(harness);
    String hex = artifact.revision().substring("sha256:".length());
    assertThat(artifact.path()).isEqualTo("bucket/apps/shop/" + hex + ".tar.gz");
    assertThat(harness.status().url())
        .isEqualTo("http://storage.test/bucket/apps/shop/latest.tar.gz");
    FileTree files = unpacked(artifact);
    assertThat(files.list("", 10)).containsExactly("apps", "root.yaml");
    assertThat(new String(files.read("apps/b c.yaml", 100), StandardCharsets.UTF_8))
        .isEqualTo("b: ü");
    assertThat(harness.conditions())
        .containsExactly("Ready=True/Succeeded", "ArtifactInStorage=True/Succeeded");
    assertThat(harness.message("Ready"))
        .isEqualTo("stored artifact: revision '" + artifact.revision() + "'");
    assertThat(harness.notices())
        .extracting(Notice::message)
        .containsExactly("stored artifact with 3 fetched files from 'config' bucket");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void theRevisionIsTheDigestOfKeysAndEtagsInOrder() {
    var index = new ObjectIndex(new TreeMap<>(Map.of("b", "2", "a", "1")));
    // printf 'a 1\nb 2\n' | sha256sum
    assertThat(index.revision())
        .isEqualTo("sha256:2951835de33689a441bfa61bc7af99b1f0305ca8ec0ab4dd508f14f57b27ca23");
  }

  @Test
  void anUnchangedBucketIsNotDownloadedAgain() {
    server.put("a.yaml", "a: 1");
    var harness = harness(spec());
    harness.reconcile();
    int downloads = server.downloads();
    int writes = harness.statusWrites();
    harness.reconcile();
    assertThat(server.downloads()).isEqualTo(downloads);
    assertThat(harness.statusWrites()).isEqualTo(writes);
  }

  @Test
  void aChangedObjectMakesANewArtifact() throws Exception {
    server.put("a.yaml", "a: 1");
    var harness = harness(spec());
    harness.reconcile();
    Artifact before = artifact(harness);
    server.put("a.yaml", "a: 2");
    harness.reconcile();
    assertThat(artifact(harness).revision()).isNotEqualTo(before.revision());
    assertThat(unpacked(artifact(harness)).read("a.yaml", 10)).asString().isEqualTo("a: 2");
  }

  @Test
  void leavesOutWhatPrefixIgnoreFileAndSpecExclude() throws Exception {
    server.put(".sourceignore", "*.txt\n");
    server.put("apps/a.yaml", "a: 1");
    server.put("apps/notes.txt", "n");
    server.put("apps/secret.env", "s");
    server.put("other/b.yaml", "b: 1");
    var harness = harness(spec().prefix("apps/").ignore("*.env"));
    harness.reconcile();
    FileTree files = unpacked(artifact(harness));
    assertThat(files.list("", 10)).containsExactly("apps");
    assertThat(files.list("apps", 10)).containsExactly("a.yaml");
    assertThat(harness.status().observedIgnore()).isEqualTo("*.env");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil.yaml",
        "a/../../evil.yaml",
        "/../evil.yaml",
        "a\\..\\..\\evil.yaml",
        "..\\evil.yaml",
        "a/.."
      })
  void row10KeysThatLeadOutAreRefused(String key) {
    server.put(key, "e: 1");
    var harness = harness(spec());
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/BucketOperationFailed");
    assertThat(harness.status().artifact()).isNull();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "//etc/passwd", "etc/./passwd", "etc/x/../passwd"})
  void row10OtherKeysStayInTheArtifact(String key) throws Exception {
    server.put(key, "e: 1");
    var harness = harness(spec());
    harness.reconcile();
    assertThat(unpacked(artifact(harness)).list("", 10)).containsExactly("etc");
    assertThat(unpacked(artifact(harness)).list("etc", 10)).containsExactly("passwd");
  }

  @Test
  void signsWithTheKeysOfTheSecretForTheRegionOfTheServer() {
    try (S3Server closed = S3Server.start(Transport.http(0), "config", "AKID")) {
      closed.put("a.yaml", "a: 1");
      secrets.put("apps", "keys", Map.of("accesskey", "AKID", "secretkey", "s3cret"));
      var harness = harness(new BucketSpecBuilder(closed.host()).secret("keys"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void awsWithoutASecretIsReadAsTheController() {
    try (S3Server closed = S3Server.start(Transport.http(0), "config", "PROCESS")) {
      closed.put("a.yaml", "a: 1");
      var harness = harness(new BucketSpecBuilder(closed.host()).provider("aws"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void aRefusalIsToldAndTheOldArtifactStays() {
    server.put("a.yaml", "a: 1");
    var harness = harness(spec());
    harness.reconcile();
    Artifact before = artifact(harness);
    harness.edit(object -> object.setSpec(spec().name("other").build()));
    harness.reconcile();
    assertThat(harness.conditions())
        .contains("Ready=False/BucketOperationFailed", "FetchFailed=True/BucketOperationFailed");
    assertThat(harness.message("Ready")).isEqualTo("bucket 'other' not found");
    assertThat(artifact(harness)).isEqualTo(before);
  }

  @Test
  void aSecretWithoutKeysIsNamed() {
    secrets.put("apps", "keys", Map.of("accesskey", "AKID"));
    var harness = harness(spec().secret("keys"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready"))
        .isEqualTo("invalid 'apps/keys' secret data: required fields 'accesskey' and 'secretkey'");
  }

  @Test
  void anEndpointThatIsNoHostStalls() {
    var harness = harness(new BucketSpecBuilder("https://user@host/path"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/URLInvalid");
  }

  @Test
  void aTokenServiceThatDoesNotFitTheProviderStalls() {
    var sts = new SecurityTokenService("aws", "https://sts", new LocalObjectReference("s"), null);
    var harness = harness(spec().sts(sts));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/InvalidSTSConfiguration");
  }

  @Test
  void azureTokensAreNotSentToOtherHosts() {
    var harness = harness(spec().provider("azure"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready")).contains("blob.core.windows.net");
  }

  @Test
  void aServiceAccountNeedsTheGate() {
    var harness = harness(spec().provider("aws").serviceAccount("reader"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/FeatureGateDisabled");
  }

  @Test
  void trustsTheAuthorityOfTheSecretOnly() {
    TestAuthority authority = TestAuthority.create();
    try (S3Server closed = S3Server.start(Transport.https(authority), "config", null)) {
      closed.put("a.yaml", "a: 1");
      secrets.put("apps", "ours", Map.of("ca.crt", authority.certificate()));
      secrets.put("apps", "theirs", Map.of("ca.crt", TestAuthority.create().certificate()));
      var trusted = harness(new BucketSpecBuilder(closed.host()).certificates("ours"));
      trusted.reconcile();
      assertThat(trusted.conditions()).contains("Ready=True/Succeeded");
      var unknown = harness(new BucketSpecBuilder(closed.host()).certificates("theirs"));
      unknown.reconcile();
      assertThat(unknown.conditions()).contains("Ready=False/BucketOperationFailed");
    }
  }

  @Test
  void deletionRemovesTheFiles() {
    server.put("a.yaml", "a: 1");
    var harness = harness(spec());
    harness.reconcile();
    harness.delete();
    harness.reconcile();
    assertThat(folder.resolve("bucket/apps/shop")).doesNotExist();
  }

  private BucketSpecBuilder spec() {
    return new BucketSpecBuilder(server.host());
  }

  private ReconcileHarness<Bucket, BucketStatus> harness(BucketSpecBuilder spec) {
    Bucket object = new Bucket();
    object.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("apps").build());
    object.setSpec(spec.build());
    var pipeline =
        new BucketPipeline(
            storage.keeper(),
            new OpenBucket(
                secrets,
                new BucketIdentities(PROCESS, BucketIdentities.Accounts.none(), Clock.systemUTC()),
                Clock.systemUTC()),
            new ListObjects(),
            new DownloadObjects(scratch));
    return ReconcileHarness.of(new BucketKind(), pipeline, object);
  }

  private static Artifact artifact(ReconcileHarness<Bucket, BucketStatus> harness) {
    return Objects.requireNonNull(harness.status().artifact());
  }

  private FileTree unpacked(Artifact artifact) throws IOException {
    try (InputStream archive = Files.newInputStream(folder.resolve(artifact.path()))) {
      return new Unpacker(UnpackLimits.forArtifacts()).intoMemory(archive);
    }
  }
}
