package dev.millrace.artifact.storage;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.cloud.store.S3Objects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Artifacts as objects of an S3 bucket that several processes share, under the names they have on
 * disk: whoever is asked can serve all of them. What is read comes from a bounded local copy as
 * long as the bucket holds the same version.
 */
public final class BucketStorage implements ArtifactStorage {
  /** Objects can't be links, so a name is an object with the name of its target. */
  private static final String LINK_SUFFIX = ".link";

  private static final int MAX_LINK_BYTES = 1024;

  private final S3Objects bucket;
  private final String prefix;
  private final BucketObjects objects;
  private final Clock clock;

  /** The current file by folder, where no other is left: there is nothing to collect. */
  private final Map<String, String> tidy = new ConcurrentHashMap<>();

  /**
   * Storage in a bucket.
   *
   * @param prefix of all keys; empty, or ending with a slash
   */
  public BucketStorage(
      S3Objects bucket, String prefix, Cache cache, DigestAlgorithm algorithm, Clock clock)
      throws IOException {
    this.bucket = bucket;
    this.prefix = prefix;
    this.objects =
        new BucketObjects(bucket, LocalCopies.in(cache.folder(), cache.maxBytes()), algorithm);
    this.clock = clock;
  }

  /**
   * Where copies of objects are kept.
   *
   * @param folder of this process alone; whatever is in it is removed
   * @param maxBytes of all copies together
   */
  public record Cache(Path folder, long maxBytes) {}

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public StoredArtifact publish(ArtifactPath path, ContentWriter content) throws IOException {
    tidy.remove(path.folder());
    var copy = objects.store(keyOf(path), content);
    return new StoredArtifact(path, copy.digest(), copy.size(), clock.instant());
  }

  @Override
  public StoredFile open(ArtifactPath path) throws IOException {
    var details = objects.look(keyOf(path));
    return details.isPresent() ? open(path, details.get()) : openTarget(path);
  }

  private StoredFile openTarget(ArtifactPath name) throws IOException {
    var target = targetOf(name);
    var details = objects.look(keyOf(target));
    return open(target, details.orElseThrow(() -> new NoSuchFileException(target.toString())));
  }

  private StoredFile open(ArtifactPath path, S3Objects.Details details) throws IOException {
    var opened = objects.open(keyOf(path), details);
    if (!opened.copy().asStored()) {
      opened.close();
      throw new IOException(
          "the object '%s' in the bucket does not have the digest it was stored with"
              .formatted(keyOf(path)));
    }
    return new StoredFile(opened.copy().size(), details.modified(), opened.stream());
  }

  private ArtifactPath targetOf(ArtifactPath name) throws IOException {
    try (var link =
        bucket
            .open(keyOf(name) + LINK_SUFFIX, List.of())
            .orElseThrow(() -> new NoSuchFileException(name.toString()))) {
      var target = link.stream().readNBytes(MAX_LINK_BYTES);
      return name.sibling(new String(target, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException("the name '%s' leads to nothing in the bucket".formatted(name), e);
    }
  }

  @Override
  public boolean exists(ArtifactPath path) throws IOException {
    return objects.look(keyOf(path)).isPresent();
  }

  @Override
  public Condition verify(ArtifactPath path, Digest expected) throws IOException {
    var key = keyOf(path);
    try {
      var details = objects.look(key);
      if (details.isEmpty()) {
        return Condition.MISSING;
      }
      var actual = objects.digest(key, details.get(), expected.algorithm());
      return actual.equals(expected) ? Condition.INTACT : Condition.CORRUPT;
    } catch (NoSuchFileException e) {
      return Condition.MISSING;
    }
  }

  @Override
  public void delete(ArtifactPath path) throws IOException {
    bucket.delete(keyOf(path));
  }

  @Override
  public List<ArtifactPath> deleteAll(ArtifactPath anyFileOfObject) throws IOException {
    var deleted = new ArrayList<ArtifactPath>();
    for (var file : filesOf(anyFileOfObject)) {
      bucket.delete(keyOf(anyFileOfObject.sibling(file.file())));
      deleted.add(anyFileOfObject.sibling(file.file()));
    }
    tidy.remove(anyFileOfObject.folder());
    return deleted;
  }

  @Override
  public List<ArtifactPath> collectGarbage(ArtifactPath current, Retention retention)
      throws IOException {
    if (current.file().equals(tidy.get(current.folder()))) {
      return List.of();
    }
    var files = filesOf(current);
    files.removeIf(file -> file.file().endsWith(LINK_SUFFIX));
    var garbage = new GarbageSelection(retention, clock).select(files, current.file());
    for (var file : garbage) {
      bucket.delete(keyOf(current.sibling(file)));
    }
    if (files.size() - garbage.size() <= 1) {
      tidy.put(current.folder(), current.file());
    }
    return garbage.stream().map(current::sibling).toList();
  }

  private List<GarbageSelection.Aged> filesOf(ArtifactPath object) throws IOException {
    var folder = prefix + object.folder() + "/";
    var files = new ArrayList<GarbageSelection.Aged>();
    for (var listed : bucket.list(folder, GarbageSelection.MAX_FILES)) {
      var name = listed.key().substring(Math.min(folder.length(), listed.key().length()));
      if (!name.isEmpty() && name.indexOf('/') < 0) {
        files.add(new GarbageSelection.Aged(name, listed.modified()));
      }
    }
    return files;
  }

  @Override
  public ArtifactPath link(ArtifactPath target, String name) throws IOException {
    var link = target.sibling(name);
    objects.store(
        keyOf(link) + LINK_SUFFIX,
        out -> out.write(target.file().getBytes(StandardCharsets.UTF_8)));
    return link;
  }

  private String keyOf(ArtifactPath path) {
    return prefix + path;
  }
}
