package dev.millrace.artifact.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.ArtifactStorage.Condition;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.store.S3Bucket;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.S3Server;
import dev.millrace.servers.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketStorageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String PREFIX = "flux/";
  private static final ArtifactPath PATH =
      new ArtifactPath("GitRepository", "flux-system", "podinfo", "abc.tar.gz");
  private static final String KEY = "flux/gitrepository/flux-system/podinfo/abc.tar.gz";
  private static final Retention TWO_FOR_A_MINUTE = new Retention(Duration.ofMinutes(1), 2);

  @TempDir Path folder;
  private final S3Server server = S3Server.start(Transport.http(0), "artifacts", "writer");
  private BucketStorage storage;

  @BeforeEach
  void open() throws IOException {
    storage = replica("a", 1 << 20);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void publishesInFluxsLayoutWithTheDigestThatDiskGives() throws IOException {
    var stored = publish(storage, PATH, "content");

    assertThat(server.keys()).containsExactly(KEY);
    assertThat(stored)
        .isEqualTo(new StoredArtifact(PATH, digestOf("content"), "content".length(), NOW));
    assertThat(storage.isShared()).isTrue();
  }

  @Test
  void otherReplicasServeWhatOneHasPublished() throws IOException {
    publish(storage, PATH, "content");

    var other = replica("b", 1 << 20);

    assertThat(read(other, PATH)).isEqualTo("content");
    assertThat(other.verify(PATH, digestOf("content"))).isEqualTo(Condition.INTACT);
  }

  @Test
  void readsEachVersionFromTheBucketOnce() throws IOException {
    publish(storage, PATH, "first");
    var other = replica("b", 1 << 20);
    for (int i = 0; i < 3; i++) {
      assertThat(read(other, PATH)).isEqualTo("first");
    }
    assertThat(server.downloads()).isOne();

    publish(storage, PATH, "second");

    assertThat(read(other, PATH)).isEqualTo("second");
    assertThat(server.downloads()).isEqualTo(2);
  }

  @Test
  void keepsNoMoreCopiesThanFit() throws IOException {
    var small = replica("b", 10);
    for (var name : List.of("a", "b", "c")) {
      publish(storage, PATH.sibling(name), "123456");
      assertThat(read(small, PATH.sibling(name))).isEqualTo("123456");
    }
    publish(storage, PATH, "more than ten bytes");
    assertThat(read(small, PATH)).isEqualTo("more than ten bytes");

    try (Stream<Path> copies = Files.list(folder.resolve("b"))) {
      assertThat(copies).isEmpty();
    }
    assertThat(read(small, PATH.sibling("a"))).isEqualTo("123456");
  }

  @Test
  void publishesNothingWhenTheContentFails() throws IOException {
    publish(storage, PATH, "old");

    assertThatThrownBy(
            () ->
                storage.publish(
                    PATH,
                    out -> {
                      out.write(1);
                      throw new IOException("remote went away");
                    }))
        .hasMessage("remote went away");

    assertThat(storage.verify(PATH, digestOf("old"))).isEqualTo(Condition.INTACT);
  }

  @Test
  void noticesMissingAndCorruptObjects() throws IOException {
    publish(storage, PATH, "content");
    server.damage(KEY, "other".getBytes(StandardCharsets.UTF_8));

    assertThat(storage.verify(PATH, digestOf("content"))).isEqualTo(Condition.CORRUPT);
    assertThatThrownBy(() -> storage.open(PATH)).hasMessageContaining("does not have the digest");
    storage.delete(PATH);
    assertThat(storage.verify(PATH, digestOf("content"))).isEqualTo(Condition.MISSING);
    assertThat(storage.exists(PATH)).isFalse();
    assertThatThrownBy(() -> storage.open(PATH)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anUnreachableBucketIsNotAMissingArtifact() throws IOException {
    publish(storage, PATH, "content");
    server.breakDown(true);

    assertThatThrownBy(() -> storage.verify(PATH, digestOf("content")))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining(KEY)
        .hasMessageContaining("503");
  }

  @Test
  void checksTheContentOfAVersionOnce() throws IOException {
    publish(storage, PATH, "content");
    var other = replica("b", 0);
    for (int i = 0; i < 3; i++) {
      assertThat(other.verify(PATH, digestOf("content"))).isEqualTo(Condition.INTACT);
    }
    assertThat(server.downloads()).isOne();
  }

  @Test
  void linkLeadsToTheLatestArtifact() throws IOException {
    var next = PATH.sibling("def.tar.gz");
    publish(storage, PATH, "old");
    publish(storage, next, "new");

    storage.link(PATH, "latest.tar.gz");
    var link = storage.link(next, "latest.tar.gz");

    assertThat(link).hasToString("gitrepository/flux-system/podinfo/latest.tar.gz");
    assertThat(read(replica("b", 1 << 20), link)).isEqualTo("new");
    assertThat(storage.exists(link)).isFalse();
  }

  @Test
  void retentionIsThatOfDisk() throws IOException {
    aged("current", Duration.ofHours(3));
    aged("a", Duration.ofMinutes(2));
    aged("b", Duration.ofSeconds(20));
    aged("c", Duration.ofSeconds(10));
    storage.link(PATH.sibling("current"), "latest.tar.gz");

    var gone = storage.collectGarbage(PATH.sibling("current"), TWO_FOR_A_MINUTE);

    assertThat(gone).containsExactly(PATH.sibling("a"), PATH.sibling("b"));
    assertThat(filesOfObject()).containsExactly("c", "current", "latest.tar.gz.link");
  }

  @Test
  void doesNotListWhereNothingCanBeLeft() throws IOException {
    publish(storage, PATH, "content");
    storage.collectGarbage(PATH, TWO_FOR_A_MINUTE);
    int listings = server.listings();

    storage.collectGarbage(PATH, TWO_FOR_A_MINUTE);
    assertThat(server.listings()).isEqualTo(listings);

    publish(storage, PATH.sibling("next"), "next");
    storage.collectGarbage(PATH.sibling("next"), new Retention(Duration.ofMinutes(1), 1));
    assertThat(filesOfObject()).containsExactly("next");
  }

  @Test
  void deletesTheObjectsFilesAndNoOthers() throws IOException {
    var other = new ArtifactPath("GitRepository", "flux-system", "podinfo-2", "x");
    publish(storage, PATH, "1");
    publish(storage, other, "2");
    storage.link(PATH, "latest.tar.gz");
    server.put("unrelated", "3");

    storage.deleteAll(PATH);

    assertThat(server.keys()).containsExactly("flux/" + other, "unrelated");
  }

  @Test
  void removesTheCopiesOfAFormerProcess() throws IOException {
    Files.writeString(folder.resolve("a").resolve("copy-1.tmp"), "rest");

    replica("a", 1 << 20);

    try (Stream<Path> copies = Files.list(folder.resolve("a"))) {
      assertThat(copies).isEmpty();
    }
  }

  private BucketStorage replica(String name, long maxBytes) throws IOException {
    var place = new S3Bucket.Place(URI.create("http://" + server.host()), "artifacts", "");
    var key = AwsCredentials.permanent("writer", Sensitive.of("secret"));
    var bucket = new S3Bucket(place, Optional.of(() -> key), CloudHttp.standard(), CLOCK);
    var cache = new BucketStorage.Cache(folder.resolve(name), maxBytes);
    return new BucketStorage(bucket.objects(), PREFIX, cache, DigestAlgorithm.SHA256, CLOCK);
  }

  private static StoredArtifact publish(BucketStorage storage, ArtifactPath path, String content)
      throws IOException {
    return storage.publish(path, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  private void aged(String name, Duration age) throws IOException {
    publish(storage, PATH.sibling(name), name);
    server.age(PREFIX + PATH.sibling(name), NOW.minus(age));
  }

  private static String read(BucketStorage storage, ArtifactPath path) throws IOException {
    try (var file = storage.open(path)) {
      return new String(file.stream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> filesOfObject() {
    var prefix = PREFIX + PATH.folder() + "/";
    return server.keys().stream().map(key -> key.substring(prefix.length())).toList();
  }

  private static Digest digestOf(String content) {
    return Digest.of(DigestAlgorithm.SHA256, content.getBytes(StandardCharsets.UTF_8));
  }
}
