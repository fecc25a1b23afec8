package dev.millrace.oci.tuf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import java.io.IOException;
import java.time.Clock;

/**
 * A repository of signed files, seen through a mirror (TUF 1.0, section 5). What was seen once is
 * never replaced by something older. Not thread-safe.
 */
public final class TufRepository {
  private static final String TIMESTAMP = "timestamp";
  private static final String SNAPSHOT = "snapshot";
  private static final String TARGETS = "targets";
  private static final int MAX_ROOTS = 64;
  private static final int ROOT_BYTES = 512_000;
  private static final int TIMESTAMP_BYTES = 16_384;
  private static final int METADATA_BYTES = 2_000_000;
  private static final int TARGET_BYTES = 2_000_000;

  private final TufMirror mirror;
  private final Clock clock;
  private RootRole root;
  private long timestampVersion;
  private long snapshotVersion;
  private long targetsVersion;

  /**
   * A repository.
   *
   * @param root that is trusted to begin with; it may have expired since
   * @throws TufException when the root can't be read
   */
  public TufRepository(byte[] root, TufMirror mirror, Clock clock) throws TufException {
    this.root = RootRole.parse(root);
    this.root.requireSigned(RootRole.NAME, this.root.metadata());
    this.mirror = mirror;
    this.clock = clock;
  }

  /**
   * The newest content of a file.
   *
   * @throws TufException when the repository can't be trusted or has no such file
   * @throws IOException when the mirror can't be read
   */
  public byte[] target(String name) throws IOException {
    updateRoot();
    var timestamp = timestamp();
    var snapshot = snapshot(timestamp);
    return download(name, targets(snapshot).signed().path(TARGETS).path(name));
  }

  /** Each new root is signed by the keys of the one before and by its own. */
  private void updateRoot() throws IOException {
    for (int i = 0; i < MAX_ROOTS; i++) {
      long next = root.metadata().version() + 1;
      var content = mirror.read(next + ".root.json", ROOT_BYTES);
      if (content.isEmpty()) {
        break;
      }
      var newer = RootRole.parse(content.get());
      root.requireSigned(RootRole.NAME, newer.metadata());
      newer.requireSigned(RootRole.NAME, newer.metadata());
      if (newer.metadata().version() != next) {
        throw new TufException("the root of version %d has another version".formatted(next));
      }
      root = newer;
    }
    root.metadata().requireFresh(clock.instant());
  }

  private Metadata timestamp() throws IOException {
    var timestamp = role(TIMESTAMP, read("timestamp.json", TIMESTAMP_BYTES));
    timestampVersion = notOlder(TIMESTAMP, timestamp.version(), timestampVersion);
    return timestamp;
  }

  private Metadata snapshot(Metadata timestamp) throws IOException {
    var about = timestamp.about("snapshot.json");
    var snapshot = versioned(SNAPSHOT, about);
    snapshotVersion = notOlder(SNAPSHOT, snapshot.version(), snapshotVersion);
    return snapshot;
  }

  private Metadata targets(Metadata snapshot) throws IOException {
    var targets = versioned(TARGETS, snapshot.about("targets.json"));
    targetsVersion = notOlder(TARGETS, targets.version(), targetsVersion);
    return targets;
  }

  private Metadata versioned(String role, JsonNode about) throws IOException {
    long version = about.path("version").asLong(-1);
    var content = read("%d.%s.json".formatted(version, role), METADATA_BYTES);
    requireHash(role, about, content);
    var metadata = role(role, content);
    if (metadata.version() != version) {
      throw new TufException(
          "the metadata of the role %s is not of version %d".formatted(role, version));
    }
    return metadata;
  }

  private Metadata role(String role, byte[] content) throws TufException {
    var metadata = Metadata.parse(role, content);
    root.requireSigned(role, metadata);
    metadata.requireFresh(clock.instant());
    return metadata;
  }

  private static long notOlder(String role, long version, long seen) throws TufException {
    if (version < seen) {
      throw new TufException(
          "the metadata of the role %s went back from version %d to %d"
              .formatted(role, seen, version));
    }
    return version;
  }

  private byte[] download(String name, JsonNode about) throws IOException {
    var hash = about.path("hashes").path("sha256").asText("");
    if (hash.isEmpty()) {
      throw new TufException("the repository has no file '%s' with a SHA-256".formatted(name));
    }
    var content = read("targets/%s.%s".formatted(hash, name), TARGET_BYTES);
    requireHash(name, about, content);
    return content;
  }

  private static void requireHash(String what, JsonNode about, byte[] content) throws TufException {
    var hash = about.path("hashes").path("sha256").asText("");
    var length = about.path("length");
    boolean sameHash =
        hash.isEmpty() || Digest.of(DigestAlgorithm.SHA256, content).hex().equals(hash);
    if (!sameHash || (length.isNumber() && length.asLong() != content.length)) {
      throw new TufException("the content of '%s' is not what was signed".formatted(what));
    }
  }

  private byte[] read(String path, int limit) throws IOException {
    return mirror
        .read(path, limit)
        .orElseThrow(() -> new TufException("the repository has no file '%s'".formatted(path)));
  }
}
