package dev.millrace.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.servers.GitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRemoteTest {
  private static final String OTHER_COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path temporary;
  private final GitServer server = GitServer.start();
  private final dev.millrace.servers.GitRemote repository = server.create("podinfo");
  private String first;
  private String second;

  @BeforeEach
  void commit() {
    first = repository.commit("First", Map.of("deploy/app.yaml", "a: 1", "README.md", "hello"));
    repository.tag("v1.0.0", first);
    second = repository.commit("Second\n\nbody", Map.of("deploy/app.yaml", "a: 2"));
    repository.tag("v1.1.0", second);
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void fetchesTheHeadOfABranch() throws IOException {
    try (var snapshot = remote().fetch(new GitReference.Branch("main"))) {
      assertThat(snapshot.reference().revision()).isEqualTo("main@sha1:" + second);
      assertThat(snapshot.commit().message()).isEqualTo("Second\n\nbody");
      assertThat(snapshot.commit().shortMessage()).isEqualTo("Second");
      assertThat(snapshot.tree().entries())
          .extracting(ArchiveEntry::path)
          .containsExactly("README.md", "deploy", "deploy/app.yaml");
      assertThat(text(snapshot, "deploy/app.yaml")).isEqualTo("a: 2");
    }
  }

  @Test
  void fetchesNothingWhenTheRevisionIsKnown() throws IOException {
    var known = "main@sha1:" + second;

    assertThat(remote().fetchIfChanged(new GitReference.Branch("main"), known)).isEmpty();
    assertThat(remote().fetchIfChanged(new GitReference.Branch("main"), "main@sha1:" + first))
        .hasValueSatisfying(GitSnapshot::close);
  }

  @Test
  void fetchesATag() throws IOException {
    try (var snapshot = remote().fetch(new GitReference.Tag("v1.0.0"))) {
      assertThat(snapshot.reference().revision()).isEqualTo("v1.0.0@sha1:" + first);
      assertThat(text(snapshot, "deploy/app.yaml")).isEqualTo("a: 1");
    }
  }

  @Test
  void fetchesTheHighestVersionInARange() throws IOException {
    try (var snapshot = remote().fetch(new GitReference.SemverRange("<1.1.0"))) {
      assertThat(snapshot.reference().revision()).isEqualTo("v1.0.0@sha1:" + first);
    }
  }

  @Test
  void takesTheNewestCommitAmongEqualVersions() throws IOException {
    var objects = new RawObjects(repository.repository());
    var tree = objects.tree();
    repository.tag("2.0.0+b", objects.commit(tree, Instant.parse("2026-01-01T00:00:00Z")));
    repository.tag("2.0.0+a", objects.commit(tree, Instant.parse("2026-01-02T00:00:00Z")));

    assertThat(remote().resolve(new GitReference.SemverRange("2.x")).name())
        .isEqualTo("refs/tags/2.0.0+a");
  }

  @Test
  void fetchesAFullName() throws IOException {
    try (var snapshot = remote().fetch(new GitReference.FullName("refs/tags/v1.0.0"))) {
      assertThat(snapshot.reference().revision()).isEqualTo("refs/tags/v1.0.0@sha1:" + first);
    }
  }

  @Test
  void fetchesACommitThatIsNotTheNewest() throws IOException {
    for (var branch : new String[] {null, "main"}) {
      try (var snapshot = remote().fetch(new GitReference.Commit(first, branch))) {
        assertThat(snapshot.reference().revision())
            .isEqualTo((branch == null ? "" : "main@") + "sha1:" + first);
        assertThat(text(snapshot, "deploy/app.yaml")).isEqualTo("a: 1");
      }
    }
  }

  @Test
  void refusesACommitThatIsNotInTheBranch() {
    repository.commit("other", "Unrelated", Map.of("a", "b"));

    assertFailure(new GitReference.Commit(first, "other"), Reason.REFERENCE_NOT_FOUND)
        .hasMessageContaining("object not found");
    assertFailure(new GitReference.Commit(OTHER_COMMIT, null), Reason.REFERENCE_NOT_FOUND);
  }

  @Test
  void saysWhatIsMissing() {
    assertFailure(new GitReference.Branch("nope"), Reason.REFERENCE_NOT_FOUND)
        .hasMessage(
            "unable to clone '%s': couldn't find remote ref 'refs/heads/nope'", repository.url());
    assertFailure(new GitReference.SemverRange(">9"), Reason.REFERENCE_NOT_FOUND)
        .hasMessage("no match found for semver: >9");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertFailure(
      GitReference reference, Reason reason) {
    return assertThatThrownBy(() -> remote().fetch(reference))
        .isInstanceOfSatisfying(
            GitException.class, e -> assertThat(e.reason()).as(e.toString()).isEqualTo(reason));
  }

  private GitRemote remote() throws GitException {
    var url = GitUrl.parse(repository.url().toString());
    return new GitRemote(
        RemoteAccess.of(url, new GitCredentials.Anonymous()), GitLimits.defaults(), temporary);
  }

  private static String text(GitSnapshot snapshot, String path) throws IOException {
    return new String(snapshot.read(path, 1000).orElseThrow(), StandardCharsets.UTF_8);
  }
}
