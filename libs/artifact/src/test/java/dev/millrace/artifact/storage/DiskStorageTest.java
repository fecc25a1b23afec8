package dev.millrace.artifact.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final ArtifactPath PATH =
      new ArtifactPath("GitRepository", "flux-system", "podinfo", "abc.tar.gz");
  private static final Retention TWO_FOR_A_MINUTE = new Retention(Duration.ofMinutes(1), 2);

  @TempDir Path root;
  private DiskStorage storage;

  @BeforeEach
  void createStorage() throws IOException {
    storage = new DiskStorage(root, DigestAlgorithm.SHA256, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void publishesInFluxsLayout() throws IOException {
    var stored = publish(PATH, "content");

    var file = root.resolve("gitrepository/flux-system/podinfo/abc.tar.gz");
    assertThat(file).hasContent("content");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(stored)
        .isEqualTo(new StoredArtifact(PATH, digestOf("content"), "content".length(), NOW));
  }

  @Test
  void keepsOldArtifactWhenPublishingFails() throws IOException {
    publish(PATH, "old");

    assertThatThrownBy(
            () ->
                storage.publish(
                    PATH,
                    out -> {
                      out.write(1);
                      throw new IOException("remote went away");
                    }))
        .hasMessage("remote went away");

    assertThat(storage.verify(PATH, digestOf("old"))).isEqualTo(ArtifactStorage.Condition.INTACT);
    assertThat(filesOfObject()).containsExactly("abc.tar.gz");
  }

  @Test
  void noticesMissingAndCorruptFiles() throws IOException {
    var stored = publish(PATH, "content");
    Files.writeString(root.resolve(PATH.toString()), "other");

    assertThat(storage.verify(PATH, stored.digest())).isEqualTo(ArtifactStorage.Condition.CORRUPT);
    storage.delete(PATH);
    assertThat(storage.verify(PATH, stored.digest())).isEqualTo(ArtifactStorage.Condition.MISSING);
    assertThat(storage.exists(PATH)).isFalse();
    assertThatThrownBy(() -> storage.open(PATH)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void linkLeadsToTheLatestArtifact() throws IOException {
    var next = PATH.sibling("def.tar.gz");
    publish(PATH, "old");
    publish(next, "new");

    storage.link(PATH, "latest.tar.gz");
    var link = storage.link(next, "latest.tar.gz");

    assertThat(link).hasToString("gitrepository/flux-system/podinfo/latest.tar.gz");
    try (var file = storage.open(link)) {
      assertThat(file.stream()).hasContent("new");
    }
    assertThat(storage.exists(link)).isFalse();
    assertThat(Files.readSymbolicLink(root.resolve(link.toString()))).hasToString("def.tar.gz");
  }

  @Test
  void collectsFilesOlderThanTheTtl() throws IOException {
    aged("current", Duration.ofHours(3));
    aged("old", Duration.ofMinutes(2));
    aged("new", Duration.ofSeconds(5));

    var gone = storage.collectGarbage(PATH.sibling("current"), TWO_FOR_A_MINUTE);

    assertThat(gone).containsExactly(PATH.sibling("old"));
    assertThat(filesOfObject()).containsExactlyInAnyOrder("current", "new");
  }

  @Test
  void collectsOldestBeyondTheNumberOfRecords() throws IOException {
    aged("current", Duration.ofSeconds(40));
    aged("a", Duration.ofSeconds(30));
    aged("b", Duration.ofSeconds(20));
    aged("c", Duration.ofSeconds(10));

    storage.collectGarbage(PATH.sibling("current"), TWO_FOR_A_MINUTE);

    assertThat(filesOfObject()).containsExactlyInAnyOrder("current", "c");
  }

  @Test
  void collectsLockFilesWithTheirArtifactsOnly() throws IOException {
    aged("current", Duration.ZERO);
    aged("current.lock", Duration.ofHours(1));
    aged("old", Duration.ofHours(1));
    aged("old.lock", Duration.ofHours(1));
    storage.link(PATH.sibling("current"), "latest.tar.gz");

    storage.collectGarbage(PATH.sibling("current"), TWO_FOR_A_MINUTE);

    assertThat(filesOfObject())
        .containsExactlyInAnyOrder("current", "current.lock", "latest.tar.gz");
  }

  @Test
  void collectsTheRestOfACrashAfterAnHour() throws IOException {
    aged("current", Duration.ZERO);
    aged(".publish-1.tmp", Duration.ofMinutes(61));
    aged(".publish-2.tmp", Duration.ofMinutes(59));

    storage.collectGarbage(PATH.sibling("current"), TWO_FOR_A_MINUTE);

    assertThat(filesOfObject()).containsExactlyInAnyOrder("current", ".publish-2.tmp");
  }

  @Test
  void garbageOfAnUnknownObjectIsNone() throws IOException {
    assertThat(storage.collectGarbage(PATH, TWO_FOR_A_MINUTE)).isEmpty();
    assertThat(storage.deleteAll(PATH)).isEmpty();
  }

  @Test
  void deletesTheObjectsFolderAndNoOther() throws IOException {
    var other = new ArtifactPath("GitRepository", "flux-system", "other", "x");
    publish(PATH, "1");
    publish(other, "2");

    assertThat(storage.deleteAll(PATH)).containsExactly(PATH);

    assertThat(root.resolve("gitrepository/flux-system/podinfo")).doesNotExist();
    assertThat(storage.exists(other)).isTrue();
  }

  @Test
  void refusesPathsThatLeadElsewhere() {
    for (var segment : List.of("", ".", "..", "a/b", "a\\b", "a\0b")) {
      assertThatThrownBy(() -> PATH.sibling(segment)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ArtifactPath.parse("a/b/c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private StoredArtifact publish(ArtifactPath path, String content) throws IOException {
    return storage.publish(path, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  private void aged(String name, Duration age) throws IOException {
    publish(PATH.sibling(name), name);
    var file = root.resolve(PATH.sibling(name).toString());
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
  }

  private List<String> filesOfObject() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(PATH.folder()))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Digest digestOf(String content) {
    return Digest.of(DigestAlgorithm.SHA256, content.getBytes(StandardCharsets.UTF_8));
  }
}
