package dev.millrace.artifact.storage;

import dev.millrace.artifact.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of stored objects on the local disk, up to a number of bytes; those that were not read for
 * the longest time go first. What is open stays readable. They do not outlive the process: the
 * folder is emptied when it is opened. Thread-safe.
 */
final class LocalCopies {
  private final Path folder;
  private final long maxBytes;
  private final Map<Version, Copy> copies = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private LocalCopies(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /** The content of an object that an entity tag stands for. */
  record Version(String key, String etag) {}

  /**
   * A file of ours; its name says nothing about the object.
   *
   * @param asStored whether the digest is the one that the object was stored with
   */
  record Copy(Path file, long size, Digest digest, boolean asStored) {
    static Copy of(Path file, Digest digest, boolean asStored) throws IOException {
      return new Copy(file, Files.size(file), digest, asStored);
    }
  }

  /** A copy that is being read. */
  record Opened(Version version, Copy copy, InputStream stream) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** Copies in a folder that belongs to this process alone; it is made if need be. */
  static LocalCopies in(Path folder, long maxBytes) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder)) {
      for (var file : old) {
        Files.deleteIfExists(file);
      }
    }
    return new LocalCopies(folder, maxBytes);
  }

  /** A new file for content that is being written. */
  Path draft() throws IOException {
    return Files.createTempFile(folder, "copy-", ".tmp");
  }

  /** Opens the copy of a version; empty when there is none. */
  synchronized Optional<Opened> open(Version version) throws IOException {
    var copy = copies.get(version);
    return copy == null
        ? Optional.empty()
        : Optional.of(new Opened(version, copy, Files.newInputStream(copy.file)));
  }

  /** Keeps a copy in place of those of other versions of the object, and opens it. */
  synchronized Opened keep(Version version, Copy copy) throws IOException {
    var opened = new Opened(version, copy, Files.newInputStream(copy.file));
    for (var other : List.copyOf(copies.keySet())) {
      if (other.key.equals(version.key)) {
        drop(other);
      }
    }
    copies.put(version, copy);
    bytes += copy.size;
    for (var eldest : List.copyOf(copies.keySet())) {
      if (bytes > maxBytes) {
        drop(eldest);
      }
    }
    return opened;
  }

  private void drop(Version version) throws IOException {
    var copy = copies.remove(version);
    if (copy != null) {
      bytes -= copy.size;
      Files.deleteIfExists(copy.file);
    }
  }
}
