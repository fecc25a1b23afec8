package dev.millrace.controller.source.gitrepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.git.GitAccess;
import dev.millrace.access.token.TokenCache;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.GitReference;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.api.source.GitVerification;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.git.signature.SshSigner;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.FakeClock;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitRemote.ObjectSigner;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.GitSshServer;
import dev.millrace.servers.SshKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a GitRepository trusts: servers by their host key, commits and tags by their signature. */
@SuppressWarnings("NullAway.Init")
class GitTrustTest {
  private static final GitReference TAG = new GitReference(null, "v1", null, null, null);

  @TempDir private Path folder;
  @TempDir private Path temporary;
  private final FakeSecrets secrets = new FakeSecrets();
  private final GitServer server = GitServer.start();
  private final GitRemote remote = server.create("shop");
  private final SshKey developer = SshKey.generate("ssh-ed25519");
  private final SshKey stranger = SshKey.generate("ssh-ed25519");
  private final FakeClock clock = new FakeClock();
  private StoragePlace storage;

  @BeforeEach
  void trustTheDeveloper() {
    storage = new StoragePlace(folder);
    secrets.put("apps", "keys", Map.of("developer.sshpub", developer.publicLine()));
  }

  @AfterEach
  void stop() {
    server.close();
    storage.close();
  }

  @Test
  void fetchesOverSshFromAKnownHost() {
    String commit = remote.commit("Add the shop", Map.of("app.yaml", "a: 1"));
    try (GitSshServer ssh = GitSshServer.start(server)) {
      ssh.allow(developer);
      login(developer, ssh.knownHosts());
      var harness = harness(overSsh(ssh));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=True/Succeeded");
      assertThat(harness.object().artifact().orElseThrow().revision())
          .isEqualTo("main@sha1:" + commit);
    }
  }

  @Test
  void row50AServerWithAnotherHostKeyIsRefusedAndTheOldArtifactStays() {
    remote.commit("Add the shop", Map.of("app.yaml", "a: 1"));
    try (GitSshServer ssh = GitSshServer.start(server)) {
      ssh.allow(developer);
      login(developer, ssh.knownHosts());
      var harness = harness(overSsh(ssh));
      harness.reconcile();
      var before = harness.object().artifact().orElseThrow();
      login(developer, ssh.wrongKnownHosts());
      harness.reconcile();
      assertThat(harness.conditions())
          .contains("Ready=False/GitOperationFailed", "ArtifactInStorage=True/Succeeded");
      assertThat(harness.message("Ready"))
          .isEqualTo(
              "failed to checkout and determine revision: unable to clone '%s': knownhosts: key"
                      .formatted(ssh.url("shop").toString().replace("git@", ""))
                  + " mismatch: the server has another host key than known_hosts says");
      assertThat(harness.object().artifact()).contains(before);
    }
  }

  @Test
  void aKeyThatTheServerDoesNotKnowIsRefused() {
    remote.commit("Add the shop", Map.of("app.yaml", "a: 1"));
    try (GitSshServer ssh = GitSshServer.start(server)) {
      login(stranger, ssh.knownHosts());
      var harness = harness(overSsh(ssh));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/GitOperationFailed");
      assertThat(harness.message("Ready")).contains("unable to authenticate");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "known_hosts"})
  void aMissingKeyOfTheSecretIsNamed(String missing) {
    try (GitSshServer ssh = GitSshServer.start(server)) {
      String other = missing.equals("identity") ? "known_hosts" : "identity";
      secrets.put("apps", "login", Map.of(other, "text"));
      var harness = harness(overSsh(ssh));
      harness.reconcile();
      assertThat(harness.conditions()).contains("Ready=False/AuthenticationFailed");
      assertThat(harness.message("Ready")).contains("'" + missing + "' is required");
    }
  }

  @Test
  void aCommitOfATrustedDeveloperIsPublished() throws Exception {
    String commit = remote.commitSigned("Signed", Map.of("a", "b"), signer(developer));
    var harness = harness(verified("HEAD"));
    harness.reconcile();
    assertThat(harness.conditions())
        .containsExactly(
            "Ready=True/Succeeded",
            "ArtifactInStorage=True/Succeeded",
            "SourceVerified=True/Succeeded");
    assertThat(harness.message("SourceVerified"))
        .matches("verified signature of\n\t- commit '" + commit + "' with key 'SHA256:.*'");
    assertThat(harness.status().sourceVerificationMode()).isEqualTo("HEAD");
  }

  @Test
  void aCommitOfAStrangerIsNotPublishedAndTheOldArtifactStays() throws Exception {
    remote.commitSigned("Signed", Map.of("a", "b"), signer(developer));
    var harness = harness(verified("HEAD"));
    harness.reconcile();
    var before = harness.object().artifact().orElseThrow();
    clock.pass(Duration.ofMinutes(1));
    String commit = remote.commitSigned("Forged", Map.of("a", "c"), signer(stranger));
    harness.reconcile();
    assertThat(harness.conditions())
        .contains(
            "Ready=False/InvalidCommitSignature", "SourceVerified=False/InvalidCommitSignature");
    assertThat(harness.message("Ready"))
        .startsWith("signature verification of commit '" + commit + "' failed: ");
    assertThat(harness.object().artifact()).contains(before);
  }

  @Test
  void theNextGoodCommitHeals() throws Exception {
    remote.commitSigned("Forged", Map.of("a", "c"), signer(stranger));
    var harness = harness(verified("HEAD"));
    harness.reconcile();
    remote.commitSigned("Signed", Map.of("a", "b"), signer(developer));
    harness.reconcile();
    assertThat(harness.conditions())
        .contains("Ready=True/Succeeded", "SourceVerified=True/Succeeded");
  }

  @Test
  void turningVerificationOnChecksTheCommitThatIsAlreadyStored() {
    remote.commit("Unsigned", Map.of("a", "b"));
    var harness = harness(new GitSpecBuilder(remote.url().toString()).build());
    harness.reconcile();
    harness.edit(object -> object.setSpec(verified("HEAD")));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/InvalidCommitSignature");
  }

  @ParameterizedTest
  @CsvSource({
    "Tag,        true,  false, Ready=True/Succeeded",
    "Tag,        false, true,  Ready=False/InvalidGitObject",
    "HEAD,       false, true,  Ready=True/Succeeded",
    "TagAndHEAD, true,  true,  Ready=True/Succeeded",
    "TagAndHEAD, true,  false, Ready=False/InvalidCommitSignature",
    "TagAndHEAD, false, true,  Ready=False/InvalidGitObject",
  })
  void theModeSaysWhatHasToBeSigned(
      String mode, boolean signedTag, boolean signedCommit, String expected) throws Exception {
    ObjectSigner signer = signer(developer);
    String commit =
        signedCommit
            ? remote.commitSigned("Release", Map.of("a", "b"), signer)
            : remote.commit("Release", Map.of("a", "b"));
    remote.annotatedTag("v1", commit, signedTag ? signer : null);
    var harness = harness(verifiedTag(mode));
    harness.reconcile();
    assertThat(harness.conditions()).contains(expected);
  }

  @Test
  void aLightweightTagCanBeReplacedByASignedOne() throws Exception {
    String commit = remote.commit("Release", Map.of("a", "b"));
    remote.tag("v1", commit);
    var harness = harness(verifiedTag("Tag"));
    harness.reconcile();
    assertThat(harness.conditions())
        .contains("Ready=False/InvalidGitObject", "SourceVerified=False/InvalidGitObject");
    assertThat(harness.message("Ready"))
        .isEqualTo("cannot verify signature of tag 'v1' since it is not signed");
    remote.annotatedTag("v1", commit, signer(developer));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
  }

  @Test
  void aTagOfAStrangerIsRefused() throws Exception {
    remote.annotatedTag("v1", remote.commit("Release", Map.of("a", "b")), signer(stranger));
    var harness = harness(verifiedTag("Tag"));
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=False/InvalidTagSignature");
  }

  private void login(SshKey key, String knownHosts) {
    secrets.put("apps", "login", Map.of("identity", key.identity(), "known_hosts", knownHosts));
  }

  private static ObjectSigner signer(SshKey key) throws Exception {
    return SshSigner.of(Sensitive.of(key.identity()), null)::sign;
  }

  private static GitRepositorySpec overSsh(GitSshServer ssh) {
    return new GitSpecBuilder(ssh.url("shop").toString()).secret("login").build();
  }

  private GitRepositorySpec verified(String mode) {
    return new GitSpecBuilder(remote.url().toString()).verify(verification(mode)).build();
  }

  private GitRepositorySpec verifiedTag(String mode) {
    return new GitSpecBuilder(remote.url().toString()).ref(TAG).verify(verification(mode)).build();
  }

  private static GitVerification verification(String mode) {
    return new GitVerification(mode, new LocalObjectReference("keys"));
  }

  private ReconcileHarness<GitRepository, GitRepositoryStatus> harness(GitRepositorySpec spec) {
    GitRepository repository = new GitRepository();
    repository.setMetadata(new ObjectMetaBuilder().withName("shop").withNamespace("apps").build());
    repository.setSpec(spec);
    var steps =
        new GitSteps(
            new GitAccess(
                secrets,
                SshAlgorithms.defaults(),
                new TokenCache(0, Duration.ZERO, new FakeClock()),
                new FakeClock(),
                SourceReason.GIT_ACCESS),
            new FindIncludes((_, _) -> Optional.empty()),
            Fetches.into(temporary, new RecentAnswers(clock)),
            new VerifySignature(secrets, new FakeClock()),
            new PublishArchive());
    return ReconcileHarness.of(
        new GitRepositoryKind(), new GitRepositoryPipeline(storage.keeper(), steps), repository);
  }
}
