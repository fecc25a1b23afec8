package dev.millrace.git.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.store.ObjectCache;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.GitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from one remote with one identity share what they bring, and nobody else does. */
class SharedObjectsTest {
  private static final GitReference MAIN = new GitReference.Branch("main");
  private static final int FILES = 300;

  @TempDir Path temporary;
  private final GitServer server = GitServer.start();
  private final dev.millrace.servers.GitRemote mono = server.create("mono");
  private ObjectCache cache;
  private String first;

  @BeforeEach
  void commit() {
    cache = new ObjectCache(temporary, GitLimits.defaults(), 64 << 20);
    first = mono.commit("First", manyFiles());
  }

  @AfterEach
  void stop() {
    cache.close();
    server.close();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void tenReadersAtTheSameTimeFetchOnce() throws Exception {
    List<Callable<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      readers.add(
          () -> {
            try (var snapshot = remote(anonymous()).fetch(MAIN)) {
              return snapshot.tree().entries().size();
            }
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> entries : threads.invokeAll(readers)) {
        assertThat(entries.get()).isEqualTo(FILES + 1);
      }
    }
    assertThat(mono.traffic().packs()).isOne();
  }

  @Test
  void theNextCommitBringsOnlyWhatIsNew() throws IOException {
    fetch(anonymous(), MAIN);
    long whole = mono.traffic().bytesFetched();
    String second = mono.commit("Second", Map.of("apps/f7.yaml", "changed"));
    try (var snapshot = remote(anonymous()).fetch(MAIN)) {
      assertThat(snapshot.commit().id()).isEqualTo(second);
      assertThat(snapshot.tree().entries()).hasSize(FILES + 1);
      assertThat(text(snapshot, "apps/f7.yaml")).isEqualTo("changed");
      assertThat(text(snapshot, "apps/f8.yaml")).startsWith("f8");
    }
    assertThat(mono.traffic().bytesFetched() - whole).isLessThan(whole / 20);
  }

  @Test
  void otherReferencesToTheSameCommitCostNoPack() throws IOException {
    mono.tag("v1.0.0", first);
    mono.annotatedTag("v2.0.0", first, null);
    fetch(anonymous(), MAIN);
    fetch(anonymous(), new GitReference.Tag("v1.0.0"));
    fetch(anonymous(), new GitReference.Commit(first, null));
    assertThat(mono.traffic().packs()).isOne();

    try (var snapshot = remote(anonymous()).fetch(new GitReference.Tag("v2.0.0"))) {
      assertThat(snapshot.tag()).isPresent();
      assertThat(snapshot.tree().entries()).hasSize(FILES + 1);
    }
  }

  @Test
  void nobodyReadsWhatWasFetchedWithOtherCredentials() throws IOException {
    fetch(anonymous(), MAIN);
    fetch(as("alice", "1"), MAIN);
    fetch(as("alice", "2"), MAIN);
    fetch(as("bob", "1"), MAIN);
    assertThat(mono.traffic().packs()).isEqualTo(4);
    fetch(as("alice", "1"), MAIN);
    assertThat(mono.traffic().packs()).isEqualTo(4);
  }

  @Test
  void whatIsTooMuchGoesAndReadersAreNotDisturbed() throws IOException {
    var small = new ObjectCache(temporary, GitLimits.defaults(), 1);
    var access = anonymous();
    try (var snapshot = new GitRemote(access, small).fetch(MAIN)) {
      fetch(new GitRemote(access, small), MAIN);
      assertThat(mono.traffic().packs()).isEqualTo(2);
      assertThat(text(snapshot, "apps/f8.yaml")).startsWith("f8");
      assertThat(folders()).isOne();
    }
    assertThat(folders()).isZero();
    small.close();
  }

  @Test
  void manyCommitsAreBegunAnewBeforePacksPileUp() throws IOException {
    for (int i = 0; i < 25; i++) {
      String commit = mono.commit("Change " + i, Map.of("apps/f1.yaml", "change " + i));
      try (var snapshot = remote(anonymous()).fetch(MAIN)) {
        assertThat(snapshot.commit().id()).isEqualTo(commit);
        assertThat(text(snapshot, "apps/f1.yaml")).isEqualTo("change " + i);
        assertThat(snapshot.tree().entries()).hasSize(FILES + 1);
      }
    }
    assertThat(mono.traffic().packs()).isEqualTo(25);
    assertThat(folders()).isOne();
  }

  private void fetch(RemoteAccess access, GitReference reference) throws IOException {
    fetch(remote(access), reference);
  }

  private static void fetch(GitRemote remote, GitReference reference) throws IOException {
    try (var snapshot = remote.fetch(reference)) {
      assertThat(snapshot.tree().entries()).extracting(ArchiveEntry::path).contains("apps/f8.yaml");
    }
  }

  private long folders() throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders.count();
    }
  }

  private static String text(GitSnapshot snapshot, String path) throws IOException {
    return new String(snapshot.read(path, 10_000).orElseThrow(), StandardCharsets.UTF_8);
  }

  private GitRemote remote(RemoteAccess access) {
    return new GitRemote(access, cache);
  }

  private RemoteAccess anonymous() throws IOException {
    return RemoteAccess.of(GitUrl.parse(mono.url().toString()), new GitCredentials.Anonymous());
  }

  private RemoteAccess as(String user, String password) throws IOException {
    return RemoteAccess.of(
        GitUrl.parse(mono.url().toString()),
        new GitCredentials.Basic(user, Sensitive.of(password)));
  }

  private static Map<String, @Nullable String> manyFiles() {
    Random random = new Random(1);
    Map<String, @Nullable String> files = new HashMap<>();
    for (int i = 0; i < FILES; i++) {
      files.put("apps/f" + i + ".yaml", "f" + i + " " + random.nextLong());
    }
    return files;
  }
}
