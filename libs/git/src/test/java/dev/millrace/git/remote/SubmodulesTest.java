package dev.millrace.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.Login;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmodulesTest {
  private static final GitReference MAIN = new GitReference.Branch("main");
  private static final GitLimits FEW = new GitLimits(1 << 20, 1 << 20, 1 << 20, 1000, 1000, 20, 3);

  @TempDir Path temporary;
  private final GitServer server =
      GitServer.start(Transport.http(0), new Login("reader", "s3cret"));
  private final dev.millrace.servers.GitRemote app = server.create("app");
  private final dev.millrace.servers.GitRemote library = server.create("library");
  private String old;

  @BeforeEach
  void commit() {
    app.commit("First", Map.of("app.yaml", "a: 1"));
    old = library.commit("Old", Map.of("lib.yaml", "old"));
    library.commit("New", Map.of("lib.yaml", "new", "more.yaml", "x"));
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(temporary).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../library.git", "SERVER/library.git"})
  void bringsTheCommitThatIsPinned(String url) throws IOException {
    app.commitSubmodule("vendor/lib", url.replace("SERVER", server.address().toString()), old);

    assertThat(paths(List.of()))
        .containsExactly(".gitmodules", "app.yaml", "vendor", "vendor/lib", "vendor/lib/lib.yaml");
  }

  @Test
  void goesDownIntoSubmodulesOfSubmodules() throws IOException {
    var deep = server.create("deep");
    var pinned = deep.commit("Deep", Map.of("deep.yaml", "x"));
    app.commitSubmodule(
        "lib", "../library.git", library.commitSubmodule("deep", "../deep.git", pinned));

    assertThat(paths(List.of())).contains("lib/deep/deep.yaml", "lib/more.yaml");
  }

  @Test
  void fetchesOnlyWhatIsWanted() throws IOException {
    app.commit("Folder", Map.of("deploy/x.yaml", "x"));
    app.commitSubmodule("lib", "../gone.git", old);
    app.commitSubmodule("deploy/lib", "../library.git", old);

    assertThat(paths(List.of("deploy")))
        .containsExactly("deploy", "deploy/lib", "deploy/lib/lib.yaml", "deploy/x.yaml");
  }

  @Test
  void namesTheSubmoduleThatCannotBeFetched() {
    app.commitSubmodule("vendor/lib", "../gone.git", old);

    assertThatThrownBy(() -> paths(List.of()))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("submodule 'vendor/lib'")
        .hasMessageContaining("gone.git': repository not found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../../../etc", "file:///etc", "ext::sh -c id", "-oProxyCommand=id", "/etc"})
  void row58RefusesAddressesThatAreNone(String url) {
    app.commitSubmodule("lib", url, old);

    assertThatThrownBy(() -> paths(List.of())).isInstanceOf(GitException.class);
  }

  @Test
  void row57ShowsCredentialsToTheSameServerOnly() {
    try (var spy = ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 404, ""))) {
      app.commitSubmodule("lib", spy.address() + "/library.git", old);

      assertThatThrownBy(() -> paths(List.of())).isInstanceOf(GitException.class);
      assertThat(spy.requests())
          .isNotEmpty()
          .allMatch(request -> request.header("Authorization") == null);
    }
  }

  @Test
  void row55TakesNothingButWhatTheTreeMarksAsSubmodule() throws IOException {
    app.commit(
        "Lie",
        Map.of(
            ".gitmodules",
            """
            [submodule "a"]
            path = app.yaml
            url = ../library.git
            [submodule "b"]
            path = ../../evil
            url = ../library.git
            [submodule "c"]
            path = /etc
            url = ../library.git
            """));

    assertThat(paths(List.of())).containsExactly(".gitmodules", "app.yaml");
  }

  @Test
  void stopsAtTooManySubmodules() {
    for (int i = 0; i < 4; i++) {
      app.commitSubmodule("lib" + i, "../library.git", old);
    }

    assertThatThrownBy(() -> paths(List.of()))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("submodules");
  }

  @Test
  void readsTheShortFormOfSshAddresses() throws GitException {
    var base = GitUrl.parse("https://git.test/org/app");

    assertThat(base.resolve("git@git.test:org/lib.git"))
        .hasToString("ssh://git.test/org/lib.git")
        .extracting(GitUrl::user)
        .isEqualTo("git");
  }

  private List<String> paths(List<String> folders) throws IOException {
    var access =
        RemoteAccess.of(
            GitUrl.parse(app.url().toString()),
            new GitCredentials.Basic("reader", Sensitive.of("s3cret")));
    var remote = new GitRemote(access, FEW, temporary);
    try (var snapshot = remote.fetch(MAIN);
        var submodules = Submodules.fetch(remote, snapshot, folders)) {
      return submodules.into(snapshot.tree(folders)).entries().stream()
          .map(ArchiveEntry::path)
          .toList();
    }
  }
}
