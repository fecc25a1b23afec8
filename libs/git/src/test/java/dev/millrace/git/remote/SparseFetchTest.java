package dev.millrace.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.PushTarget.Movement;
import dev.millrace.servers.GitServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.errors.MissingObjectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching some files only, from servers that can and from servers that can't leave out others. */
class SparseFetchTest {
  private static final GitReference MAIN = new GitReference.Branch("main");
  private static final int LARGE = 200_000;

  @TempDir Path temporary;
  private GitServer server;
  private dev.millrace.servers.GitRemote served;
  private GitRemote remote;

  @BeforeEach
  void serve() throws Exception {
    server = GitServer.start();
    served = server.create("app");
    served.commit(
        "First",
        Map.of("apps/web.yaml", "a: 1\n", "apps/README.md", "text\n", "data/large", noise()));
    remote =
        new GitRemote(
            RemoteAccess.of(GitUrl.parse(served.url().toString()), new GitCredentials.Anonymous()),
            GitLimits.defaults(),
            temporary);
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void fetchesOnlyTheWantedFiles() throws Exception {
    leaveOutFiles();
    try (GitSnapshot snapshot = remote.fetch(MAIN, path -> path.endsWith(".yaml"))) {
      assertThat(snapshot.read("apps/web.yaml", 100))
          .hasValue("a: 1\n".getBytes(StandardCharsets.UTF_8));
      assertThat(snapshot.tree().entries()).hasSize(5);
      assertThat(catchThrowable(() -> snapshot.read("data/large", LARGE * 2)))
          .isInstanceOf(MissingObjectException.class);
    }
    assertThat(served.traffic().bytesFetched()).isLessThan(LARGE / 10);
  }

  @Test
  void takesAllFilesFromServersThatCannotLeaveOutSome() throws Exception {
    try (GitSnapshot snapshot = remote.fetch(MAIN, path -> path.endsWith(".yaml"))) {
      assertThat(snapshot.read("data/large", LARGE * 2)).isPresent();
    }
  }

  @Test
  void commitsOnTopOfWhatWasNotFetched() throws Exception {
    leaveOutFiles();
    try (GitSnapshot snapshot = remote.fetch(MAIN, path -> path.endsWith(".yaml"))) {
      Person bot = new Person("Bot", "bot@example.com", Instant.parse("2026-01-01T00:00:00Z"));
      CommitDraft draft =
          new CommitDraft(
              Map.of("apps/web.yaml", "a: 2\n".getBytes(StandardCharsets.UTF_8)),
              bot,
              "Update",
              null);
      remote.push(
          snapshot, draft, PushTarget.of(List.of("refs/heads/main"), Movement.FROM_BASE, Map.of()));
    }
    assertThat(served.read("main", "apps/web.yaml")).contains("a: 2\n");
    assertThat(served.read("main", "apps/README.md")).contains("text\n");
    assertThat(served.read("main", "data/large")).contains(noise());
  }

  /** Lets the server leave out files, as big hosting services do. */
  private void leaveOutFiles() {
    served.repository().getConfig().setBoolean("uploadpack", null, "allowFilter", true);
  }

  /** What does not get smaller when it is compressed. */
  private static String noise() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LARGE; i++) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return text.toString();
  }
}
