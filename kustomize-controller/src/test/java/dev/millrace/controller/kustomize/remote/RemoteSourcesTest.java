package dev.millrace.controller.kustomize.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.remote.RemoteBases.Wanted;
import dev.millrace.kustomize.remote.RemoteContent;
import dev.millrace.safety.net.EgressPolicy;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteSourcesTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void takesAWebPageForTheFaceOfARepository() throws Exception {
    try (GitServer git = GitServer.start();
        GitRemote bases = git.create("bases");
        ScriptedServer web =
            ScriptedServer.start(
                exchange -> {
                  exchange.getResponseHeaders().set("Content-Type", "text/html");
                  exchange.sendResponseHeaders(200, -1);
                })) {
      bases.commit("one", Map.of("a/b.yaml", "x: y"));
      FetchedBases fetched = sources(false).begin(LONG);

      assertThat(found(fetched, bases.url() + "//a", Wanted.RESOURCE))
          .isInstanceOfSatisfying(
              RemoteContent.Folder.class, found -> assertThat(found.folder()).isEqualTo("a"));
      assertThatThrownBy(() -> found(fetched, web.address() + "/x.yaml", Wanted.RESOURCE))
          .hasMessageContaining("it is a web page, and no folder of a repository");
      assertThat(found(fetched, web.address() + "/page", Wanted.FILE))
          .isInstanceOf(RemoteContent.File.class);
    }
  }

  @Test
  void fetchesARepositoryOnceForAllOfItsFolders() throws Exception {
    try (GitServer git = GitServer.start();
        GitRemote bases = git.create("bases");
        FetchedBases fetched = sources(false).begin(LONG)) {
      String commit = bases.commit("one", Map.of("a/b.yaml", "x: y", "c/d.yaml", "x: z"));

      RemoteContent first = found(fetched, bases.url() + "//a?ref=main", Wanted.FOLDER);
      RemoteContent second = found(fetched, bases.url() + "//c?ref=main", Wanted.FOLDER);

      assertThat(git.packs()).isEqualTo(1);
      assertThat(((RemoteContent.Folder) first).tree())
          .isSameAs(((RemoteContent.Folder) second).tree());
      assertThat(fetched.revisions())
          .containsOnlyKeys(bases.url() + "//a?ref=main", bases.url() + "//c?ref=main")
          .containsValue("sha1:" + commit);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void asksARepositoryOnceWhetherItsFoldersHaveChanged() throws Exception {
    try (GitServer git = GitServer.start();
        GitRemote bases = git.create("bases");
        FetchedBases fetched = sources(false).begin(LONG)) {
      bases.commit("one", Map.of("a/b.yaml", "x: y", "c/d.yaml", "x: z"));
      found(fetched, bases.url() + "//a?ref=refs/heads/main", Wanted.FOLDER);
      found(fetched, bases.url() + "//c?ref=refs/heads/main", Wanted.FOLDER);
      int asked = git.advertisements();

      assertThat(sources(false).areUnchanged(fetched.revisions())).isTrue();
      assertThat(git.advertisements()).isEqualTo(asked + 1);

      bases.commit("two", Map.of("a/b.yaml", "x: w"));
      assertThat(sources(false).areUnchanged(fetched.revisions())).isFalse();
    }
  }

  @Test
  void bringsSubmodulesUnlessToldNotTo() throws Exception {
    try (GitServer git = GitServer.start();
        GitRemote shared = git.create("shared");
        GitRemote bases = git.create("bases");
        FetchedBases fetched = sources(false).begin(LONG)) {
      String commit = shared.commit("one", Map.of("s.yaml", "x: y"));
      bases.commitSubmodule("modules/shared", shared.url().toString(), commit);
      RemoteContent.Folder with =
          (RemoteContent.Folder) found(fetched, bases.url() + "//modules", Wanted.FOLDER);
      RemoteContent.Folder without =
          (RemoteContent.Folder)
              found(fetched, bases.url() + "//modules?submodules=false", Wanted.FOLDER);

      assertThat(with.tree().isFile("modules/shared/s.yaml")).isTrue();
      assertThat(without.tree().isFile("modules/shared/s.yaml")).isFalse();
    }
  }

  @Test
  void fetchesNoMoreThanAHundredReferencesForABuild() throws Exception {
    FetchedBases fetched = sources(true).begin(LONG);
    for (int i = 0; i < 100; i++) {
      String reference = "https://example.com/" + i;
      assertThatThrownBy(() -> found(fetched, reference, Wanted.FILE))
          .hasMessageContaining("--no-remote-bases");
    }
    assertThatThrownBy(() -> found(fetched, "https://example.com/100", Wanted.FILE))
        .hasMessageContaining("100 files and folders of other hosts at most");
  }

  @Test
  void endsWhenTheTimeIsOver() {
    FetchedBases fetched = sources(false).begin(Duration.ZERO);
    assertThatThrownBy(() -> found(fetched, "https://example.com/a", Wanted.FILE))
        .hasMessageContaining("'https://example.com/a' can't be fetched: it took longer than 0 s");
  }

  @Test
  void cutsOffFilesThatAreTooLarge() {
    try (ScriptedServer web =
            ScriptedServer.start(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  for (int i = 0; i < 40; i++) {
                    exchange.getResponseBody().write(new byte[1 << 20]);
                  }
                  exchange.close();
                });
        FetchedBases fetched = sources(false).begin(LONG)) {
      assertThatThrownBy(() -> found(fetched, web.address() + "/a", Wanted.FILE))
          .hasMessageContaining("exceeds the maximum size of 33554432 bytes");
    }
  }

  /** What a reference leads to, as a build that begins again finds it. */
  private static RemoteContent found(FetchedBases bases, String reference, Wanted wanted)
      throws InterruptedException {
    assertThatThrownBy(() -> bases.find(reference, wanted))
        .isInstanceOf(KustomizeException.class)
        .hasMessageContaining("not fetched yet");
    assertThat(bases.fetchMissing()).isTrue();
    assertThat(bases.fetchMissing()).isFalse();
    return bases.find(reference, wanted);
  }

  private RemoteSources sources(boolean refused) {
    EgressPolicy egress = EgressPolicy.of(List.of("127.0.0.0/8"), List.of());
    return new RemoteSources(new RemoteSources.Rules(refused, egress, folder));
  }
}
