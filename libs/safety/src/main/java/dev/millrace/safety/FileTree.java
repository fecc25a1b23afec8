package dev.millrace.safety;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A read-only tree of files below one root.
 *
 * <p>Paths are those of {@link TreePaths}: relative, {@code /} between parts, the empty text for
 * the root. Symbolic links are followed as long as they stay inside; a link that leads out, dangles
 * or loops is {@link UnsafePath} on every access. Implementations may be used by many threads.
 */
public interface FileTree {

  /**
   * The tree of a folder on disk.
   *
   * @throws IOException if the folder does not exist
   */
  static FileTree onDisk(Path folder) throws IOException {
    return new DiskFileTree(ContainedPath.root(folder));
  }

  /** A tree of files held in memory; the keys are their paths. */
  static MemoryFileTree inMemory(Map<String, byte[]> files) throws UnsafePath {
    return MemoryFileTree.of(files);
  }

  /** Whether {@code path} exists and what it is, links followed. */
  Kind kind(String path) throws IOException;

  /** The path with all symbolic links resolved; {@code path} itself where nothing exists. */
  String realPath(String path) throws IOException;

  /**
   * Reads a file.
   *
   * @throws LimitExceeded if it holds more than {@code maxBytes} bytes
   * @throws java.nio.file.NoSuchFileException if there is no such file
   */
  byte[] read(String path, long maxBytes) throws IOException;

  /**
   * The names in a directory, in alphabetical order of their UTF-16 text.
   *
   * @throws LimitExceeded if there are more than {@code maxEntries}
   * @throws java.nio.file.NotDirectoryException if it is no directory
   */
  List<String> list(String directory, int maxEntries) throws IOException;

  /**
   * Tells a file's bytes from any others: {@code sha256:} and hex. Errors are those of {@link
   * #read}.
   */
  default String digest(String path, long maxBytes) throws IOException {
    return ContentDigest.of(read(path, maxBytes));
  }

  /** Whether {@code path} is a directory, links followed. */
  default boolean isDirectory(String path) throws IOException {
    return kind(path) == Kind.DIRECTORY;
  }

  /** Whether {@code path} is a file, links followed. */
  default boolean isFile(String path) throws IOException {
    return kind(path) == Kind.FILE;
  }

  /** What a path leads to. */
  enum Kind {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** Nothing, or something that is neither file nor directory. */
    ABSENT
  }
}
