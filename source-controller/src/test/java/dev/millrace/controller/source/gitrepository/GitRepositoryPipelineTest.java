package dev.millrace.controller.source.gitrepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.git.GitAccess;
import dev.millrace.access.token.TokenCache;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.GitInclude;
import dev.millrace.api.source.GitReference;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.api.source.GitVerification;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.runtime.event.Notice;
import dev.millrace.servers.FakeClock;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.Login;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class GitRepositoryPipelineTest {
  @TempDir private Path folder;
  @TempDir private Path temporary;
  private final FakeSecrets secrets = new FakeSecrets();
  private final Map<String, GitRepository> repositories = new HashMap<>();
  private final GitServer server = GitServer.start();
  private final GitRemote remote = server.create("shop");
  private final FakeClock clock = new FakeClock();
  private StoragePlace storage;
  private String commit;

  @BeforeEach
  void push() {
    storage = new StoragePlace(folder);
    commit =
        remote.commit(
            "Add the shop",
            Map.of("deploy/app.yaml", "kind: ConfigMap\n", "logo.png", "x", "README.md", "hi"));
  }

  @AfterEach
  void stop() {
    server.close();
    storage.close();
  }

  @Test
  void aCommitBecomesAnArtifact() throws Exception {
    var harness = harness(repository(spec().build()));
    var next = harness.reconcile();

    Artifact artifact = artifact(harness);
    assertThat(artifact.revision()).isEqualTo("main@sha1:" + commit);
    assertThat(artifact.path()).isEqualTo("gitrepository/apps/shop/" + commit + ".tar.gz");
    assertThat(files(artifact)).containsExactly("README.md", "deploy", "deploy/app.yaml");
    assertThat(harness.conditions())
        .containsExactly("Ready=True/Succeeded", "ArtifactInStorage=True/Succeeded");
    assertThat(harness.message("Ready"))
        .isEqualTo("stored artifact for revision 'main@sha1:" + commit + "'");
    assertThat(harness.notices().getFirst().message())
        .isEqualTo("stored artifact for commit 'Add the shop'");
    assertThat(harness.notices().getFirst().metadata())
        .containsEntry("revision", artifact.revision())
        .containsEntry("digest", artifact.digest());
    assertThat(next).contains(Duration.ofMinutes(1));
  }

  @Test
  void anUnchangedRemoteIsNotFetched() {
    var harness = harness(repository(spec().build()));
    harness.reconcile();
    int packs = server.packs();
    int writes = harness.statusWrites();
    clock.pass(Duration.ofMinutes(1));
    harness.reconcile();
    assertThat(packs).isOne();
    assertThat(server.packs()).isEqualTo(packs);
    assertThat(harness.statusWrites()).isEqualTo(writes);
  }

  @Test
  void manyObjectsOfOneRemoteAskItOnce() {
    RecentAnswers shared = new RecentAnswers(clock);
    var objects =
        IntStream.range(0, 20)
            .mapToObj(i -> harness(repository("shop" + i, spec().build()), shared))
            .toList();
    objects.forEach(ReconcileHarness::reconcile);
    int asked = server.advertisements();
    clock.pass(Duration.ofMinutes(1));
    objects.forEach(ReconcileHarness::reconcile);
    assertThat(server.advertisements() - asked).isEqualTo(1);
    assertThat(objects).allMatch(each -> each.conditions().contains("Ready=True/Succeeded"));
  }

  @Test
  void aRequestAsksTheRemoteNow() {
    RecentAnswers shared = new RecentAnswers(clock);
    var harness = harness(repository(spec().build()), shared);
    harness.reconcile();
    String second = remote.commit("Change the shop", Map.of("deploy/app.yaml", "kind: Secret\n"));
    harness.request("now");
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("main@sha1:" + second);
  }

  @Test
  void aNewCommitReplacesTheArtifact() {
    var harness = harness(repository(spec().build()));
    harness.reconcile();
    clock.pass(Duration.ofMinutes(1));
    String second = remote.commit("Change the shop", Map.of("deploy/app.yaml", "kind: Secret\n"));
    harness.reconcile();
    assertThat(artifact(harness).revision()).isEqualTo("main@sha1:" + second);
    assertThat(harness.notices())
        .extracting(Notice::message)
        .containsExactly(
            "stored artifact for commit 'Add the shop'",
            "stored artifact for commit 'Change the shop'");
  }

  @Test
  void otherIgnoreRulesMakeANewArtifactOfTheSameCommit() throws Exception {
    var harness = harness(repository(spec().build()));
    harness.reconcile();
    String digest = artifact(harness).digest();
    harness.edit(object -> object.setSpec(spec().ignore("README.md\n").build()));
    harness.reconcile();
    assertThat(artifact(harness).digest()).isNotEqualTo(digest);
    assertThat(files(artifact(harness))).containsExactly("deploy", "deploy/app.yaml", "logo.png");
    assertThat(harness.status().observedIgnore()).isEqualTo("README.md\n");
  }

  @Test
  void onlySparseFoldersAreKept() throws Exception {
    var harness = harness(repository(spec().sparse(List.of("./deploy")).build()));
    harness.reconcile();
    assertThat(files(artifact(harness))).containsExactly("deploy", "deploy/app.yaml");
    assertThat(harness.status().observedSparseCheckout()).containsExactly("./deploy");
  }

  @Test
  void aMissingBranchIsSaidAndTheOldArtifactStays() {
    var harness = harness(repository(spec().build()));
    harness.reconcile();
    Artifact before = artifact(harness);
    harness.edit(
        object ->
            object.setSpec(spec().ref(new GitReference("gone", null, null, null, null)).build()));
    harness.reconcile();
    assertThat(artifact(harness)).isEqualTo(before);
    assertThat(harness.conditions())
        .contains("Ready=False/GitOperationFailed", "FetchFailed=True/GitOperationFailed");
    assertThat(harness.message("Ready"))
        .startsWith("failed to checkout and determine revision: ")
        .contains("gone");
  }

  @Test
  void anEmptyRepositoryIsSaid() {
    server.create("empty");
    var harness = harness(repository(spec().url(server.address() + "/empty.git").build()));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/EmptyGitRepository");
  }

  @Test
  void wrongCredentialsAreSaidWithoutShowingThem() {
    try (GitServer closed = GitServer.start(0, new Login("reader", "s3cret"))) {
      closed.create("shop").commit("x", Map.of("a", "b"));
      secrets.put("apps", "login", Map.of("username", "reader", "password", "wr0ng"));
      var spec = spec().url(closed.address() + "/shop.git").secret("login").build();
      var harness = harness(repository(spec));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/GitOperationFailed");
      assertThat(harness.message("Ready"))
          .contains("authentication required")
          .doesNotContain("wr0ng");
      secrets.put("apps", "login", Map.of("username", "reader", "password", "s3cret"));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
    }
  }

  @Test
  void aMissingSecretIsNamed() {
    var harness = harness(repository(spec().secret("login").build()));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
    assertThat(harness.message("Ready")).contains("'apps/login'");
  }

  @Test
  void anUnusableUrlStalls() {
    var harness = harness(repository(spec().url("file:///etc").build()));
    assertThat(harness.reconcile()).isEmpty();
    assertThat(harness.conditions()).contains("Stalled=True/URLInvalid");
  }

  @Test
  void submodulesAreFetchedWhenWished() throws Exception {
    String pinned = server.create("lib").commit("Add the library", Map.of("lib.yaml", "x"));
    remote.commitSubmodule("vendor/lib", "../lib.git", pinned);
    var harness = harness(repository(spec().build()));
    harness.reconcile();
    assertThat(files(artifact(harness)))
        .contains("vendor/lib")
        .doesNotContain("vendor/lib/lib.yaml");
    harness.edit(object -> object.setSpec(spec().recurseSubmodules().build()));
    harness.reconcile();
    assertThat(files(artifact(harness))).contains("vendor/lib/lib.yaml");
    assertThat(harness.status().observedRecurseSubmodules()).isTrue();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void includedRepositoriesAreCopiedIn() throws Exception {
    var included = harness(repository(spec().build()));
    included.reconcile();
    repositories.put("apps/shop", included.object());
    remote.commit("other", "Other content", Map.of("own.yaml", "x"));
    var other = new GitReference("other", null, null, null, null);
    var include = new GitInclude(new LocalObjectReference("shop"), "deploy", "vendor/shop");
    var harness = harness(repository("site", spec().ref(other).include(include).build()));
    harness.reconcile();
    assertThat(files(artifact(harness)))
        .containsExactly("own.yaml", "vendor", "vendor/shop", "vendor/shop/app.yaml");
    assertThat(harness.status().includedArtifacts()).hasSize(1);
  }

  @Test
  void anIncludeThatIsNotThereIsWaitedFor() {
    var include = new GitInclude(new LocalObjectReference("lib"), null, null);
    var harness = harness(repository(spec().include(include).build()));
    assertThat(harness.reconcile()).contains(Duration.ofSeconds(30));
    assertThat(harness.conditions())
        .contains("Ready=False/NotFound", "IncludeUnavailable=True/NotFound");
  }

  @Test
  void anIncludeCannotLeaveTheTree() {
    var included = harness(repository(spec().build()));
    included.reconcile();
    repositories.put("apps/shop", included.object());
    var include = new GitInclude(new LocalObjectReference("shop"), null, "../../etc");
    var harness = harness(repository("site", spec().include(include).build()));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/IllegalPath");
  }

  @Test
  void anUnverifiedCommitIsNeverPublished() {
    secrets.put("apps", "keys", Map.of("dev.asc", ""));
    var verify = new GitVerification("HEAD", new LocalObjectReference("keys"));
    var harness = harness(repository(spec().verify(verify).build()));
    harness.reconcile();
    assertThat(harness.status().artifact()).isNull();
    assertThat(harness.conditions())
        .contains(
            "Ready=False/InvalidCommitSignature", "SourceVerified=False/InvalidCommitSignature");
  }

  @Test
  void verificationWithoutItsKeysFailsClosed() {
    var verify = new GitVerification("HEAD", new LocalObjectReference("keys"));
    var harness = harness(repository(spec().verify(verify).build()));
    harness.reconcile();
    assertThat(harness.status().artifact()).isNull();
    assertThat(harness.conditions()).contains("SourceVerified=False/VerificationError");
  }

  @Test
  void aTagCanOnlyBeVerifiedWhenATagIsCheckedOut() {
    secrets.put("apps", "keys", Map.of("dev.asc", ""));
    var verify = new GitVerification("Tag", new LocalObjectReference("keys"));
    var harness = harness(repository(spec().verify(verify).build()));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Stalled=True/InvalidVerificationMode");
  }

  /** Flux never asks a server of large files; neither do we. */
  @Test
  void pointersToLargeFilesStayPointers() throws Exception {
    String pointer =
        """
        version https://git-lfs.github.com/spec/v1
        oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
        size 12345
        """;
    remote.commit(
        "Add a large file",
        Map.of(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n", "a.bin", pointer));
    var harness = harness(repository(spec().build()));
    harness.reconcile();
    var file =
        storage.keeper().read(artifact(harness)).entries().stream()
            .filter(entry -> entry.path().equals("a.bin"))
            .findFirst()
            .orElseThrow();
    try (var content = file.content().open()) {
      assertThat(content.stream()).hasContent(pointer);
    }
  }

  @Test
  void deletionRemovesTheFiles() {
    var harness = harness(repository(spec().build()));
    harness.reconcile();
    harness.delete();
    harness.reconcile();
    assertThat(folder.resolve("gitrepository/apps/shop")).doesNotExist();
  }

  private ReconcileHarness<GitRepository, GitRepositoryStatus> harness(GitRepository object) {
    return harness(object, new RecentAnswers(clock));
  }

  private ReconcileHarness<GitRepository, GitRepositoryStatus> harness(
      GitRepository object, RecentAnswers answers) {
    var steps =
        new GitSteps(
            new GitAccess(
                secrets,
                SshAlgorithms.defaults(),
                new TokenCache(0, Duration.ZERO, new FakeClock()),
                new FakeClock(),
                SourceReason.GIT_ACCESS),
            new FindIncludes(
                (namespace, name) -> Optional.ofNullable(repositories.get(namespace + "/" + name))),
            Fetches.into(temporary, answers),
            new VerifySignature(secrets, new FakeClock()),
            new PublishArchive());
    return ReconcileHarness.of(
        new GitRepositoryKind(), new GitRepositoryPipeline(storage.keeper(), steps), object);
  }

  private List<String> files(Artifact artifact) throws IOException {
    return storage.keeper().read(artifact).entries().stream().map(e -> e.path()).toList();
  }

  private static Artifact artifact(ReconcileHarness<GitRepository, GitRepositoryStatus> of) {
    return of.object().artifact().orElseThrow();
  }

  private static GitRepository repository(GitRepositorySpec spec) {
    return repository("shop", spec);
  }

  private static GitRepository repository(String name, GitRepositorySpec spec) {
    GitRepository repository = new GitRepository();
    repository.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace("apps").build());
    repository.setSpec(spec);
    return repository;
  }

  private GitSpecBuilder spec() {
    return new GitSpecBuilder(remote.url().toString());
  }
}
