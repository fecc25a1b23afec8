package dev.millrace.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.PushTarget.Movement;
import dev.millrace.safety.UnsafePath;
import dev.millrace.servers.GitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {
  private static final GitReference MAIN = new GitReference.Branch("main");
  private static final Person BOT =
      new Person("fluxbot", "bot@example.com", Instant.parse("2026-01-02T03:04:05Z"));

  @TempDir Path temporary;
  private final GitServer server = GitServer.start();
  private final dev.millrace.servers.GitRemote repository = server.create("podinfo");
  private String base;

  @BeforeEach
  void commit() {
    repository.commit("First", Map.of("README.md", "hello"));
    base =
        repository.commit(
            "Second", Map.of("deploy/app.yaml", "a: 1", "deploy/other.yaml", "b", "a.txt", "x"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void changesOneFileAndKeepsTheOthers() throws Exception {
    var id = push(MAIN, draft("deploy/app.yaml", "a: 2"), PushTarget.branch("main"));

    assertThat(repository.head("main")).hasValue(id);
    assertThat(repository.read("main", "deploy/app.yaml")).hasValue("a: 2");
    assertThat(paths(id))
        .containsExactly("README.md", "a.txt", "deploy/app.yaml", "deploy/other.yaml");
    var commit = stored(id);
    assertThat(commit.getParent(0).name()).isEqualTo(base);
    assertThat(commit.getAuthorIdent().toExternalString())
        .isEqualTo("fluxbot <bot@example.com> 1767323045 +0000");
    assertThat(commit.getCommitterIdent()).isEqualTo(commit.getAuthorIdent());
  }

  @Test
  void makesFilesAndFolders() throws Exception {
    var id = push(MAIN, draft("new/folder/file", "n"), PushTarget.branch("main"));

    assertThat(paths(id)).contains("new/folder/file", "deploy/app.yaml");
  }

  @Test
  void keepsAFileExecutable() throws Exception {
    var objects = new RawObjects(repository.repository());
    var tree = objects.tree(new RawObjects.Entry("100755", "run.sh", objects.blob("old")));
    repository.tag("executable", objects.commit(tree, Instant.EPOCH));

    var id =
        push(
            new GitReference.Tag("executable"),
            draft("run.sh", "new"),
            PushTarget.branch("changed"));

    try (var walk = TreeWalk.forPath(repository.repository(), "run.sh", stored(id).getTree())) {
      assertThat(walk.getFileMode(0)).isEqualTo(FileMode.EXECUTABLE_FILE);
    }
  }

  @Test
  void doesNotWriteThroughASymbolicLink() {
    var objects = new RawObjects(repository.repository());
    var link = new RawObjects.Entry("120000", "link", objects.blob("deploy"));
    repository.tag("link", objects.commit(objects.tree(link), Instant.EPOCH));
    var wanted = new GitReference.Tag("link");

    assertThatThrownBy(() -> push(wanted, draft("link", "x"), PushTarget.branch("x")))
        .hasMessageContaining("it is a symbolic link");
    assertThatThrownBy(() -> push(wanted, draft("link/x", "x"), PushTarget.branch("x")))
        .hasMessageContaining("it is not a folder");
  }

  @Test
  void pushesToSeveralReferencesWithOptions() throws Exception {
    repository.repository().getConfig().setBoolean("receive", null, "advertisePushOptions", true);
    repository.repository().getConfig().save();
    var references = List.of("refs/heads/main", "refs/for/review");

    var id =
        push(
            MAIN,
            draft("a.txt", "y"),
            PushTarget.of(references, Movement.FROM_BASE, Map.of("merge_request.create", "")));

    assertThat(repository.head("main")).hasValue(id);
    assertThat(repository.repository().resolve("refs/for/review"))
        .isEqualTo(ObjectId.fromString(id));
  }

  @Test
  void signsWhatItCommits() throws Exception {
    var signature = "-----BEGIN X-----\nabc\n-----END X-----";

    push(MAIN, draft("a.txt", "y").signedBy(_ -> signature), PushTarget.branch("main"));

    try (var snapshot = remote().fetch(MAIN)) {
      var signed = snapshot.commit().signed();
      assertThat(signed.signature()).isEqualTo(signature + "\n");
      assertThat(new String(signed.payload(), StandardCharsets.UTF_8))
          .startsWith("tree ")
          .doesNotContain("gpgsig")
          .endsWith("\n\nChange");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/etc/x",
        ".git/config",
        "a/.GIT/hooks/x",
        "a/git~1/x",
        "",
        ".",
        ".git. /x"
      })
  void refusesPathsThatCouldHarm(String path) {
    assertThatThrownBy(() -> push(MAIN, draft(path, "x"), PushTarget.branch("main")))
        .hasRootCauseInstanceOf(UnsafePath.class);
    assertThat(repository.head("main")).hasValue(base);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt/x", "deploy"})
  void refusesFilesWhereThereIsSomethingElse(String path) {
    assertThatThrownBy(() -> push(MAIN, draft(path, "x"), PushTarget.branch("main")))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("can't be changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/../../x", "main", "refs/heads/a b", "refs/heads/", "-f"})
  void refusesReferencesThatNoRepositoryCanHave(String reference) {
    var target = PushTarget.of(List.of(reference), Movement.FORCED, Map.of());

    assertThatThrownBy(() -> push(MAIN, draft("a.txt", "y"), target))
        .hasMessageContaining("invalid Git reference");
  }

  private String push(GitReference wanted, CommitDraft draft, PushTarget target)
      throws IOException {
    try (var snapshot = remote().fetch(wanted)) {
      return remote().push(snapshot, draft, target);
    }
  }

  private static CommitDraft draft(String path, String text) {
    return new CommitDraft(Map.of(path, text.getBytes(StandardCharsets.UTF_8)), BOT, "Change");
  }

  private RevCommit stored(String id) throws IOException {
    try (var walk = new RevWalk(repository.repository())) {
      return walk.parseCommit(ObjectId.fromString(id));
    }
  }

  private List<String> paths(String commit) throws IOException {
    var paths = new ArrayList<String>();
    try (var walk = new TreeWalk(repository.repository())) {
      walk.addTree(stored(commit).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        paths.add(walk.getPathString());
      }
    }
    return paths;
  }

  private GitRemote remote() throws GitException {
    var url = GitUrl.parse(repository.url().toString());
    return new GitRemote(
        RemoteAccess.of(url, new GitCredentials.Anonymous()), GitLimits.defaults(), temporary);
  }
}
