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
import dev.millrace.git.store.ObjectCache;
import dev.millrace.servers.GitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real git at the other end: as the server we fetch from, and as a client beside us. */
@SuppressWarnings("NullAway.Init")
class RealGitTest {
  private static final int FILES = 200;

  @TempDir Path home;
  @TempDir Path temporary;
  private RealGit git;
  private ObjectCache cache;
  private String first;
  private String second;

  @BeforeEach
  void commit() throws Exception {
    git = RealGit.in(home, "sha1");
    cache = new ObjectCache(temporary, GitLimits.defaults(), 1 << 24);
    for (int i = 0; i < FILES; i++) {
      Files.writeString(git.file("apps/app-" + i + "/deploy.yaml"), "name: app-" + i + "\n");
    }
    first = git.commit("First");
    git.run("tag", "v1.0.0");
    git.run("update-ref", "refs/pull/7/head", first);
    Files.writeString(git.file("apps/app-1/deploy.yaml"), "name: changed\n");
    second = git.commit("Second");
    git.run("tag", "-a", "-m", "annotated", "v1.1.0");
  }

  @AfterEach
  void stop() {
    if (cache != null) {
      cache.close();
      git.close();
    }
  }

  static Stream<GitReference> references() {
    return Stream.of(
        new GitReference.Branch("main"),
        new GitReference.Tag("v1.0.0"),
        new GitReference.Tag("v1.1.0"),
        new GitReference.SemverRange(">=1.0.0"),
        new GitReference.FullName("refs/pull/7/head"));
  }

  @ParameterizedTest
  @MethodSource("references")
  void everyReferenceGivesTheFilesThatGitLists(GitReference reference) throws Exception {
    for (GitRemote remote : List.of(plain(git.url()), shared(git.url()))) {
      try (var snapshot = remote.fetch(reference)) {
        assertThat(files(snapshot)).isEqualTo(listedByGit(snapshot.commit().id()));
      }
    }
  }

  @Test
  void aPinnedCommitOfTheHistoryIsFetched() throws Exception {
    for (String commit : List.of(first, second)) {
      try (var snapshot = shared(git.url()).fetch(new GitReference.Commit(commit, "main"))) {
        assertThat(snapshot.commit().id()).isEqualTo(commit);
        assertThat(files(snapshot)).isEqualTo(listedByGit(commit));
      }
    }
  }

  @Test
  void theNextCommitBringsOnlyWhatIsNew() throws Exception {
    var main = new GitReference.Branch("main");
    shared(git.url()).fetch(main).close();
    long whole = git.bytesSent();
    for (int i = 0; i < 3; i++) {
      Files.writeString(git.file("apps/app-2/deploy.yaml"), "name: changed-" + i + "\n");
      String commit = git.commit("Change");
      try (var snapshot = shared(git.url()).fetch(main)) {
        assertThat(snapshot.commit().id()).isEqualTo(commit);
        assertThat(files(snapshot)).isEqualTo(listedByGit(commit));
        assertThat(
                new String(
                    snapshot.read("apps/app-2/deploy.yaml", 100).orElseThrow(),
                    StandardCharsets.UTF_8))
            .isEqualTo("name: changed-" + i + "\n");
      }
    }
    assertThat(git.bytesSent() - whole).isLessThan(whole / 2);
  }

  @Test
  void repositoriesWithSha256IdsAreRefusedClearly(@TempDir Path other) throws Exception {
    try (RealGit modern = RealGit.in(other, "sha256")) {
      Files.writeString(modern.file("a"), "a");
      modern.commit("First");
      assertThatThrownBy(() -> shared(modern.url()).fetch(new GitReference.Branch("main")))
          .isInstanceOf(GitException.class)
          .hasMessageContaining("SHA-256")
          .extracting(e -> ((GitException) e).reason())
          .isEqualTo(Reason.UNSUPPORTED);
    }
  }

  @Test
  void theGitClientSeesTheSameFilesAtOurServer() throws Exception {
    try (GitServer server = GitServer.start()) {
      var remote = server.create("shop");
      remote.commit("First", Map.of("a.yaml", "a", "deploy/b.yaml", "b"));
      String url = remote.url().toString();
      git.run("clone", "-q", "--depth", "1", url, home.resolve("clone").toString());
      try (var snapshot = shared(url).fetch(new GitReference.Branch("main"))) {
        assertThat(files(snapshot)).containsExactly("a.yaml", "deploy/b.yaml");
        assertThat(home.resolve("clone/deploy/b.yaml")).hasContent("b");
        assertThat(git.run("ls-remote", url, "refs/heads/main")).startsWith(snapshot.commit().id());
      }
    }
  }

  private List<String> listedByGit(String commit) throws Exception {
    return git.run("ls-tree", "-r", "--name-only", commit).lines().sorted().toList();
  }

  private static List<String> files(GitSnapshot snapshot) throws IOException {
    return snapshot.tree().entries().stream()
        .filter(entry -> entry.kind() != ArchiveEntry.Kind.FOLDER)
        .map(ArchiveEntry::path)
        .sorted()
        .toList();
  }

  private GitRemote plain(String url) throws IOException {
    return new GitRemote(access(url), GitLimits.defaults(), temporary);
  }

  private GitRemote shared(String url) throws IOException {
    return new GitRemote(access(url), cache);
  }

  private static RemoteAccess access(String url) throws IOException {
    return RemoteAccess.of(GitUrl.parse(url), new GitCredentials.Anonymous());
  }
}
