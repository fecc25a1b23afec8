package dev.millrace.artifact.storage;

import dev.millrace.artifact.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Keeps artifacts. Implementations are thread-safe; a reader sees either the whole of an artifact
 * or nothing, also when the process dies while one is published.
 */
public interface ArtifactStorage {
  /** Writes an artifact's bytes; the stream is closed by the storage. */
  @FunctionalInterface
  interface ContentWriter {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What is known about a stored file. */
  enum Condition {
    INTACT,
    MISSING,
    CORRUPT
  }

  /** Whether other processes with the same settings have the same artifacts. */
  boolean isShared();

  /**
   * Stores content under a path, replacing what was there.
   *
   * @throws IOException when the content or the storage fails; nothing is published then
   */
  StoredArtifact publish(ArtifactPath path, ContentWriter content) throws IOException;

  /**
   * Opens a stored file; names made by {@link #link} are followed.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  StoredFile open(ArtifactPath path) throws IOException;

  /** Whether a regular file is stored under the path. */
  boolean exists(ArtifactPath path) throws IOException;

  /** Compares a stored file with the digest that was recorded for it. */
  Condition verify(ArtifactPath path, Digest expected) throws IOException;

  /** Removes a file; does nothing when there is none. */
  void delete(ArtifactPath path) throws IOException;

  /** Removes everything that belongs to the object, and returns the files that went. */
  List<ArtifactPath> deleteAll(ArtifactPath anyFileOfObject) throws IOException;

  /**
   * Removes the object's old files by the rule of {@link Retention}; the current one stays.
   *
   * @return the files that went
   */
  List<ArtifactPath> collectGarbage(ArtifactPath current, Retention retention) throws IOException;

  /**
   * Makes a fixed name such as {@code latest.tar.gz} lead to an artifact.
   *
   * @return the path of the name
   */
  ArtifactPath link(ArtifactPath target, String name) throws IOException;
}
