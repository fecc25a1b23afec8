package dev.millrace.artifact.storage;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.ArtifactStorage.ContentWriter;
import dev.millrace.artifact.storage.LocalCopies.Copy;
import dev.millrace.artifact.storage.LocalCopies.Opened;
import dev.millrace.artifact.storage.LocalCopies.Version;
import dev.millrace.cloud.store.S3Objects;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects of a bucket with copies on the local disk: each version is read from the bucket once, and
 * its content checked against the digest it was stored with.
 */
final class BucketObjects {
  private static final String DIGEST = "millrace-digest";

  private final S3Objects objects;
  private final LocalCopies copies;
  private final DigestAlgorithm algorithm;
  private final KnownDigests known = new KnownDigests();
  private final KeyLocks locks = new KeyLocks();

  BucketObjects(S3Objects objects, LocalCopies copies, DigestAlgorithm algorithm) {
    this.objects = objects;
    this.copies = copies;
    this.algorithm = algorithm;
  }

  /** Stores an object; readers see the old content or the new one. */
  Copy store(String key, ContentWriter content) throws IOException {
    var draft = copies.draft();
    try {
      var digest = write(draft, algorithm, content);
      var copy = Copy.of(draft, digest, true);
      var etag = objects.put(key, draft, sha256(draft, digest), Map.of(DIGEST, digest.toString()));
      keep(new Version(key, etag), copy).close();
      return copy;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /** What the server checks an upload by. */
  private static String sha256(Path file, Digest digest) throws IOException {
    if (digest.algorithm() == DigestAlgorithm.SHA256) {
      return digest.hex();
    }
    try (var content = Files.newInputStream(file)) {
      return Digest.of(DigestAlgorithm.SHA256, content).hex();
    }
  }

  /** What the bucket says about an object; empty when there is none. */
  Optional<S3Objects.Details> look(String key) throws IOException {
    return objects.look(key);
  }

  /**
   * Opens the content that the bucket holds now.
   *
   * @param details what was just seen of it
   * @throws NoSuchFileException when it went away meanwhile
   */
  Opened open(String key, S3Objects.Details details) throws IOException {
    try (var _ = locks.lock(key)) {
      var here = copies.open(new Version(key, details.etag()));
      return here.isPresent() ? here.get() : fetch(key);
    }
  }

  /** The digest of the content that the bucket holds now. */
  Digest digest(String key, S3Objects.Details details, DigestAlgorithm wanted) throws IOException {
    var remembered = known.of(new Version(key, details.etag()), wanted);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    try (var opened = open(key, details)) {
      var copied = opened.copy().digest();
      var digest = copied.algorithm() == wanted ? copied : Digest.of(wanted, opened.stream());
      known.learn(opened.version(), digest);
      return digest;
    }
  }

  private Opened fetch(String key) throws IOException {
    var draft = copies.draft();
    try (var content =
        objects.open(key, List.of(DIGEST)).orElseThrow(() -> new NoSuchFileException(key))) {
      var declared = Optional.ofNullable(content.metadata().get(DIGEST)).map(Digest::parse);
      var digest =
          write(
              draft,
              declared.map(Digest::algorithm).orElse(algorithm),
              out -> content.stream().transferTo(out));
      boolean asStored = declared.map(digest::equals).orElse(true);
      return keep(new Version(key, content.details().etag()), Copy.of(draft, digest, asStored));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  private Opened keep(Version version, Copy copy) throws IOException {
    known.learn(version, copy.digest());
    return copies.keep(version, copy);
  }

  private static Digest write(Path file, DigestAlgorithm hashedWith, ContentWriter content)
      throws IOException {
    var hasher = hashedWith.hasher();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), hasher)) {
      content.writeTo(out);
    }
    return Digest.of(hashedWith, hasher);
  }
}
