package dev.millrace.artifact.storage;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Artifacts as files below one folder, in Flux's layout (FLUX.md 1.5), so that either program finds
 * what the other one left.
 */
public final class DiskStorage implements ArtifactStorage {
  private static final String TEMPORARY_PREFIX = ".publish-";

  /** After this a file that was never published can only be the rest of a crash. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path root;
  private final DigestAlgorithm algorithm;
  private final Clock clock;

  /**
   * Storage below an existing folder.
   *
   * @throws IOException when the folder does not exist
   */
  public DiskStorage(Path root, DigestAlgorithm algorithm, Clock clock) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException(root.toString(), null, "the storage folder does not exist");
    }
    this.root = root.toRealPath();
    this.algorithm = algorithm;
    this.clock = clock;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public StoredArtifact publish(ArtifactPath path, ContentWriter content) throws IOException {
    var target = fileOf(path);
    var folder = folderOf(path);
    createFolder(folder);
    var temporary = Files.createTempFile(folder, TEMPORARY_PREFIX, ".tmp");
    try {
      var digest = write(temporary, content);
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
      long size = Files.size(temporary);
      moveInto(temporary, target);
      return new StoredArtifact(path, digest, size, clock.instant());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private Digest write(Path file, ContentWriter content) throws IOException {
    var hasher = algorithm.hasher();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), hasher)) {
      content.writeTo(out);
    }
    return Digest.of(algorithm, hasher);
  }

  private static void moveInto(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public StoredFile open(ArtifactPath path) throws IOException {
    var file = fileOf(path);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(path.toString());
    }
    var modified = Files.getLastModifiedTime(file).toInstant();
    return new StoredFile(Files.size(file), modified, Files.newInputStream(file));
  }

  @Override
  public boolean exists(ArtifactPath path) {
    return Files.isRegularFile(fileOf(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Condition verify(ArtifactPath path, Digest expected) throws IOException {
    try (var file = open(path)) {
      var actual = Digest.of(expected.algorithm(), file.stream());
      return actual.equals(expected) ? Condition.INTACT : Condition.CORRUPT;
    } catch (NoSuchFileException e) {
      return Condition.MISSING;
    }
  }

  @Override
  public void delete(ArtifactPath path) throws IOException {
    Files.deleteIfExists(fileOf(path));
  }

  @Override
  public List<ArtifactPath> deleteAll(ArtifactPath anyFileOfObject) throws IOException {
    var folder = folderOf(anyFileOfObject);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    var deleted = new ArrayList<ArtifactPath>();
    try (Stream<Path> content = Files.list(folder)) {
      for (var file : (Iterable<Path>) content::iterator) {
        Files.delete(file);
        deleted.add(anyFileOfObject.sibling(String.valueOf(file.getFileName())));
      }
    }
    Files.delete(folder);
    return deleted;
  }

  @Override
  public List<ArtifactPath> collectGarbage(ArtifactPath current, Retention retention)
      throws IOException {
    var folder = folderOf(current);
    var garbage = new GarbageSelection(retention, clock).select(filesIn(folder), current.file());
    for (var file : garbage) {
      Files.deleteIfExists(folder.resolve(file));
      Files.deleteIfExists(folder.resolve(file + ".lock"));
    }
    return garbage.stream().map(current::sibling).toList();
  }

  /** What retention is about: no links, no lock files, nothing that is being written. */
  private List<GarbageSelection.Aged> filesIn(Path folder) throws IOException {
    var files = new ArrayList<GarbageSelection.Aged>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> content = Files.list(folder)) {
      for (var file : (Iterable<Path>) content.limit(GarbageSelection.MAX_FILES)::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          var name = String.valueOf(file.getFileName());
          var modified = Files.getLastModifiedTime(file).toInstant();
          files.add(new GarbageSelection.Aged(name, modified));
        }
      }
    }
    files.removeIf(this::isInUse);
    return files;
  }

  private boolean isInUse(GarbageSelection.Aged file) {
    boolean unfinished = file.file().startsWith(TEMPORARY_PREFIX);
    boolean abandoned = file.modified().isBefore(clock.instant().minus(ABANDONED));
    return file.file().endsWith(".lock") || (unfinished && !abandoned);
  }

  @Override
  public ArtifactPath link(ArtifactPath target, String name) throws IOException {
    var link = target.sibling(name);
    var folder = folderOf(target);
    var temporary = Files.createTempFile(folder, TEMPORARY_PREFIX, ".link");
    Files.delete(temporary);
    try {
      Files.createSymbolicLink(temporary, fileOf(target).getFileName());
      moveInto(temporary, fileOf(link));
    } finally {
      Files.deleteIfExists(temporary);
    }
    return link;
  }

  private Path folderOf(ArtifactPath path) {
    return root.resolve(path.kind()).resolve(path.namespace()).resolve(path.name());
  }

  private Path fileOf(ArtifactPath path) {
    return folderOf(path).resolve(path.file());
  }

  private static void createFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
