package dev.millrace.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real git client is the witness that the server speaks its protocol. */
class GitServerTest {
  @TempDir Path work;

  @Test
  void clonesAndPushesWithTheRealClient() throws Exception {
    try (GitServer server = GitServer.start()) {
      GitRemote remote = server.create("app");
      remote.commit("First", Map.of("deploy/web.yaml", "kind: Service\n"));

      assertThat(git(work, "clone", "--depth=1", remote.url().toString(), "clone")).isZero();
      Path file = work.resolve("clone/deploy/web.yaml");
      assertThat(file).hasContent("kind: Service\n");

      Files.writeString(file, "kind: Ingress\n");
      Path clone = work.resolve("clone");
      assertThat(git(clone, "commit", "-qam", "Second")).isZero();
      assertThat(git(clone, "push", "-q", "origin", "HEAD:main")).isZero();
      assertThat(remote.read("main", "deploy/web.yaml")).contains("kind: Ingress\n");
      assertThat(remote.lastMessage("main")).contains("Second\n");
    }
  }

  @Test
  void refusesAStrangerAndLetsTheLoginIn() throws Exception {
    try (GitServer server = GitServer.start(0, new Login("millrace", "secret"))) {
      GitRemote remote = server.create("app");
      remote.commit("First", Map.of("a", "b"));
      String url = remote.url().toString();

      assertThat(git(work, "ls-remote", url)).isNotZero();
      assertThat(git(work, "ls-remote", url.replace("http://", "http://millrace:secret@")))
          .isZero();
    }
  }

  @Test
  void commitsKeepTheOtherFiles() {
    try (GitServer server = GitServer.start()) {
      GitRemote remote = server.create("app");
      remote.commit("First", Map.of("a", "1", "b", "2"));
      remote.commit("Second", Map.of("a", "3"));
      assertThat(remote.read("main", "a")).contains("3");
      assertThat(remote.read("main", "b")).contains("2");
    }
  }

  private static int git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    "git",
                    "-c",
                    "user.name=Test",
                    "-c",
                    "user.email=test@example.com",
                    "-c",
                    "core.askPass=true"),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    return builder.redirectErrorStream(true).start().waitFor();
  }
}
