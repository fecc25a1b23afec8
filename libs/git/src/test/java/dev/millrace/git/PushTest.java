package dev.millrace.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.git.remote.CommitDraft;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.git.remote.Person;
import dev.millrace.git.remote.PushTarget;
import dev.millrace.git.remote.PushTarget.Movement;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.Login;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {
  private static final Person BOT =
      new Person("Bot", "bot@example.com", Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path temporary;
  private GitServer server;
  private dev.millrace.servers.GitRemote served;
  private GitRemote remote;

  @BeforeEach
  void serve() throws Exception {
    server = GitServer.start(0, new Login("millrace", "secret"));
    served = server.create("app");
    served.commit("First", Map.of("a.yaml", "a: 1\n", "deep/b.yaml", "b: 1\n"));
    served.commit("Second", Map.of("a.yaml", "a: 2\n"));
    remote =
        new GitRemote(
            RemoteAccess.of(
                GitUrl.parse(served.url().toString()),
                new GitCredentials.Basic("millrace", Sensitive.of("secret"))),
            GitLimits.defaults(),
            temporary);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pushesACommitThatChangesOneFileAndKeepsTheOthers() throws Exception {
    try (GitSnapshot snapshot = remote.fetch(new GitReference.Branch("main"))) {
      String commit = remote.push(snapshot, draft("deep/b.yaml", "b: 2\n"), main());
      assertThat(served.head("main")).contains(commit);
    }
    assertThat(served.read("main", "deep/b.yaml")).contains("b: 2\n");
    assertThat(served.read("main", "a.yaml")).contains("a: 2\n");
    assertThat(served.lastMessage("main")).contains("Update");
  }

  @Test
  void aCommitIsKnownBeforeItIsPushed() throws Exception {
    String before = served.head("main").orElseThrow();
    try (GitSnapshot snapshot = remote.fetch(new GitReference.Branch("main"))) {
      String commit = remote.commit(snapshot, draft("a.yaml", "a: 4\n"));
      assertThat(served.head("main")).contains(before);
      remote.push(snapshot, commit, main());
      assertThat(served.head("main")).contains(commit);
    }
    assertThat(served.read("main", "a.yaml")).contains("a: 4\n");
  }

  @Test
  void refusesToOverwriteWhatOthersPushedMeanwhile() throws Exception {
    try (GitSnapshot snapshot = remote.fetch(new GitReference.Branch("main"))) {
      String theirs = served.commit("Third", Map.of("a.yaml", "a: 3\n"));
      assertThatThrownBy(() -> remote.push(snapshot, draft("a.yaml", "a: 9\n"), main()))
          .isInstanceOfSatisfying(
              GitException.class,
              e -> assertThat(e.reason()).isEqualTo(GitException.Reason.REMOTE_MOVED))
          .hasMessageContaining("refs/heads/main");
      assertThat(served.head("main")).contains(theirs);
    }
  }

  @Test
  void makesABranchThatDoesNotExistAndForcesOneThatDoes() throws Exception {
    PushTarget staging = PushTarget.of(List.of("refs/heads/staging"), Movement.FORCED, Map.of());
    try (GitSnapshot snapshot = remote.fetch(new GitReference.Branch("main"))) {
      remote.push(snapshot, draft("a.yaml", "a: 4\n"), staging);
      remote.push(snapshot, draft("a.yaml", "a: 5\n"), staging);
    }
    assertThat(served.read("staging", "a.yaml")).contains("a: 5\n");
    assertThat(served.read("main", "a.yaml")).contains("a: 2\n");
  }

  @Test
  void movesAReferenceForwardFromAnAncestorButNotFromOtherCommits() throws Exception {
    String behind = served.commit("behind", "Mirror", Map.of("m.yaml", "m: 1\n"));
    served.branch("mirror", served.parentOf(served.head("main").orElseThrow()));
    try (GitSnapshot snapshot = remote.fetch(new GitReference.Branch("main"))) {
      String commit = remote.push(snapshot, draft("a.yaml", "a: 4\n"), forward("mirror"));
      assertThat(served.head("mirror")).contains(commit);
      assertThatThrownBy(() -> remote.push(snapshot, draft("a.yaml", "a: 5\n"), forward("behind")))
          .isInstanceOfSatisfying(
              GitException.class,
              e -> assertThat(e.reason()).isEqualTo(GitException.Reason.REMOTE_MOVED));
    }
    assertThat(served.head("behind")).contains(behind);
  }

  @Test
  void movesAllReferencesOrNone() throws Exception {
    served.pushes().protect("refs/heads/release");
    String before = served.head("main").orElseThrow();
    PushTarget both =
        PushTarget.of(
            List.of("refs/heads/main", "refs/heads/release"), Movement.FROM_BASE, Map.of());
    try (GitSnapshot snapshot = remote.fetch(new GitReference.Branch("main"))) {
      assertThatThrownBy(() -> remote.push(snapshot, draft("a.yaml", "a: 4\n"), both))
          .isInstanceOfSatisfying(
              GitException.class,
              e -> assertThat(e.reason()).isEqualTo(GitException.Reason.PUSH_REJECTED));
    }
    assertThat(served.head("main")).contains(before);
  }

  @Test
  void refusesACommitThatChangesNothing() throws Exception {
    try (GitSnapshot snapshot = remote.fetch(new GitReference.Branch("main"))) {
      assertThatThrownBy(() -> remote.push(snapshot, draft("a.yaml", "a: 2\n"), main()))
          .isInstanceOf(GitException.class)
          .hasMessageContaining("change nothing");
    }
  }

  private static PushTarget forward(String branch) {
    return PushTarget.of(List.of("refs/heads/" + branch), Movement.FORWARD, Map.of());
  }

  private static PushTarget main() {
    return PushTarget.branch("main");
  }

  private static CommitDraft draft(String path, String content) {
    return new CommitDraft(Map.of(path, content.getBytes(StandardCharsets.UTF_8)), BOT, "Update");
  }
}
