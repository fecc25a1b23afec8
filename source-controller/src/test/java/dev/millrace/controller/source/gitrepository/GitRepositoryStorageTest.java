package dev.millrace.controller.source.gitrepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.git.GitAccess;
import dev.millrace.access.token.TokenCache;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.ArtifactStorage;
import dev.millrace.artifact.storage.BucketStorage;
import dev.millrace.artifact.storage.DiskStorage;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.store.S3Bucket;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.runtime.event.Notice;
import dev.millrace.servers.FakeClock;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.S3Server;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to an artifact when its storage is damaged, moves, or can't be reached. */
@SuppressWarnings("NullAway.Init")
class GitRepositoryStorageTest {
  @TempDir private Path folder;
  @TempDir private Path temporary;
  private final GitServer server = GitServer.start();
  private final GitRemote remote = server.create("shop");
  private final S3Server bucket = S3Server.start("artifacts");
  private final FakeClock clock = new FakeClock();

  @BeforeEach
  void push() {
    remote.commit("Add the shop", Map.of("deploy/app.yaml", "kind: ConfigMap\n"));
  }

  @AfterEach
  void stop() {
    server.close();
    bucket.close();
  }

  @Test
  void aRestartRepairsAMissingFile() throws IOException {
    Artifact before;
    try (StoragePlace place = new StoragePlace(folder)) {
      before = reconciled(harness(place, new GitRepository())).artifact().orElseThrow();
    }
    Files.delete(folder.resolve(before.path()));

    try (StoragePlace restarted = new StoragePlace(folder)) {
      GitRepository after = reconciled(harness(restarted, withArtifact(before)));
      assertThat(after.artifact().orElseThrow().digest()).isEqualTo(before.digest());
      assertThat(restarted.keeper().holds(before)).isTrue();
    }
  }

  @Test
  void aRestartRepairsADamagedFileAndSaysSo() throws IOException {
    Artifact before;
    try (StoragePlace place = new StoragePlace(folder)) {
      before = reconciled(harness(place, new GitRepository())).artifact().orElseThrow();
    }
    Files.writeString(folder.resolve(before.path()), "damaged");

    try (StoragePlace restarted = new StoragePlace(folder)) {
      var harness = harness(restarted, withArtifact(before));
      GitRepository after = reconciled(harness);
      assertThat(after.artifact().orElseThrow().digest()).isEqualTo(before.digest());
      assertThat(restarted.keeper().holds(before)).isTrue();
      assertThat(harness.notices())
          .extracting(Notice::reason)
          .contains("ArtifactVerificationFailed");
    }
  }

  @Test
  void anotherAdvertisedAddressChangesTheUrlAlone() {
    Artifact before;
    try (StoragePlace place = new StoragePlace(folder)) {
      before = reconciled(harness(place, new GitRepository())).artifact().orElseThrow();
    }
    int packs = server.packs();
    ArtifactStorage same = disk();
    try (StoragePlace moved = new StoragePlace(same, "https://elsewhere.test")) {
      Artifact after = reconciled(harness(moved, withArtifact(before))).artifact().orElseThrow();
      assertThat(after.url()).isEqualTo("https://elsewhere.test/" + before.path());
      assertThat(after.digest()).isEqualTo(before.digest());
      assertThat(server.packs()).isEqualTo(packs);
    }
  }

  @Test
  void aBucketGivesTheDigestThatDiskGives() throws IOException {
    try (StoragePlace disk = new StoragePlace(folder);
        StoragePlace objects = new StoragePlace(inBucket("a"), "storage.test")) {
      Artifact onDisk = reconciled(harness(disk, new GitRepository())).artifact().orElseThrow();
      Artifact inBucket =
          reconciled(harness(objects, new GitRepository())).artifact().orElseThrow();
      assertThat(inBucket.digest()).isEqualTo(onDisk.digest());
      assertThat(inBucket.path()).isEqualTo(onDisk.path());
      assertThat(inBucket.size()).isEqualTo(onDisk.size());
    }
  }

  @Test
  void aDamagedObjectInTheBucketIsStoredAgain() throws IOException {
    Artifact before;
    try (StoragePlace place = new StoragePlace(inBucket("a"), "storage.test")) {
      before = reconciled(harness(place, new GitRepository())).artifact().orElseThrow();
    }
    bucket.damage(before.path(), "damaged".getBytes(StandardCharsets.UTF_8));

    try (StoragePlace other = new StoragePlace(inBucket("b"), "storage.test")) {
      reconciled(harness(other, withArtifact(before)));
      assertThat(other.keeper().holds(before)).isTrue();
    }
  }

  @Test
  void anArtifactIsNotForgottenWhileTheBucketIsAway() throws IOException {
    try (StoragePlace place = new StoragePlace(inBucket("a"), "storage.test")) {
      var harness = harness(place, new GitRepository());
      Artifact before = reconciled(harness).artifact().orElseThrow();
      bucket.breakDown(true);
      harness.reconcile();

      assertThat(harness.object().artifact()).contains(before);
      assertThat(harness.conditions())
          .contains("Ready=False/ReadOperationFailed")
          .contains("StorageOperationFailed=True/ReadOperationFailed");
      bucket.breakDown(false);
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
      assertThat(server.packs()).isOne();
    }
  }

  private ArtifactStorage disk() {
    try {
      return new DiskStorage(folder, DigestAlgorithm.SHA256, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ArtifactStorage inBucket(String replica) throws IOException {
    var place = new S3Bucket.Place(URI.create("http://" + bucket.host()), "artifacts", "");
    var client = new S3Bucket(place, Optional.empty(), CloudHttp.standard(), clock);
    var cache = new BucketStorage.Cache(temporary.resolve(replica), 1 << 20);
    return new BucketStorage(client.objects(), "", cache, DigestAlgorithm.SHA256, clock);
  }

  private GitRepository withArtifact(Artifact artifact) {
    GitRepository repository = new GitRepository();
    repository.setStatus(repository.status().toBuilder().artifact(artifact).build());
    return repository;
  }

  private static GitRepository reconciled(
      ReconcileHarness<GitRepository, GitRepositoryStatus> harness) {
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    return harness.object();
  }

  private ReconcileHarness<GitRepository, GitRepositoryStatus> harness(
      StoragePlace storage, GitRepository object) {
    object.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("apps").build());
    object.setSpec(new GitSpecBuilder(remote.url().toString()).build());
    FakeSecrets secrets = new FakeSecrets();
    var steps =
        new GitSteps(
            new GitAccess(
                secrets,
                SshAlgorithms.defaults(),
                new TokenCache(0, Duration.ZERO, clock),
                clock,
                SourceReason.GIT_ACCESS),
            new FindIncludes((_, _) -> Optional.empty()),
            Fetches.into(temporary, new RecentAnswers(clock)),
            new VerifySignature(secrets, clock),
            new PublishArchive());
    return ReconcileHarness.of(
        new GitRepositoryKind(), new GitRepositoryPipeline(storage.keeper(), steps), object);
  }
}
