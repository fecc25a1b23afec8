package dev.millrace.controller.helm.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.storage.InMemoryReleaseStore;
import dev.millrace.helm.storage.ReleaseHistory;
import dev.millrace.helm.storage.StoredRelease;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Digests by which Flux and we know the same revisions again. The record and the digests were
 * written by a Go program with the types of Helm 4.2.4 and Go's own JSON encoder, from a release
 * with everything that the encoders could differ in: HTML characters, line separators, numbers that
 * need an exponent, sorted keys, fractions of seconds, tests among the hooks.
 */
class ReleaseDigestTest {
  private static final String DIGEST =
      "sha256:d8e9ee201b260e5bab294860340ad2102a1263982cbabf5379dd82697b7573bf";
  private static final String DIGEST_OF_OCI =
      "sha256:5e1b67be437152813628d24484228992386513b83f3be53df8ef522ab6112eae";

  private Release release;

  @BeforeEach
  void readTheRecord() throws Exception {
    InMemoryReleaseStore store = new InMemoryReleaseStore();
    store.create(
        new StoredRelease(
            StoredRelease.nameOf("rel", 3),
            Map.of("name", "rel", "owner", "helm", "status", "deployed", "version", "3"),
            Base64.getEncoder().encode(record())));
    release = new ReleaseHistory(store, InstantSource.system()).last("rel").orElseThrow();
  }

  @Test
  void isThatOfGo() {
    DigestAlgorithm sha256 = DigestAlgorithm.named("sha256");

    assertThat(ReleaseDigest.of(release, "", sha256)).hasToString(DIGEST);
    assertThat(ReleaseDigest.of(release, "sha256:0123", sha256)).hasToString(DIGEST_OF_OCI);
  }

  @Test
  void knowsARevisionThatFluxRemembered() {
    Snapshot own = Snapshots.of(release, "upgrade", "", DigestAlgorithm.named("sha256"));

    assertThat(own.digest()).isEqualTo(DIGEST);
    assertThat(Snapshots.isOf(own, release)).isTrue();
    assertThat(Snapshots.isOf(own, release.withVersion(4))).isFalse();
  }

  private static byte[] record() {
    try (InputStream record =
        Objects.requireNonNull(
            ReleaseDigestTest.class.getResourceAsStream("/release/record.json"))) {
      return record.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
