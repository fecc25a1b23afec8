package dev.millrace.artifact.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One file or folder of an archive.
 *
 * @param path relative to the root, without {@code .} or {@code ..}, segments separated by {@code
 *     /}
 * @param content gives the bytes of a file; a folder's is empty
 */
public record ArchiveEntry(String path, Kind kind, ContentSource content) {
  public ArchiveEntry {
    ArchivePaths.requirePlain(path);
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(content, "content");
  }

  /** What an entry is; it decides the mode in the archive (FLUX.md 1.5). */
  public enum Kind {
    FOLDER(0750),
    FILE(0600),
    EXECUTABLE(0700);

    private final int mode;

    Kind(int mode) {
      this.mode = mode;
    }

    /** The permission bits in the archive. */
    public int mode() {
      return mode;
    }
  }

  /** Opens a file's content; called once for each time the archive is written. */
  @FunctionalInterface
  public interface ContentSource {
    Content open() throws IOException;
  }

  /**
   * Content that is being read; closing it closes the stream.
   *
   * @param size the exact number of bytes that the stream gives
   */
  public record Content(long size, InputStream stream) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** A folder. */
  public static ArchiveEntry folder(String path) {
    return new ArchiveEntry(path, Kind.FOLDER, () -> contentOf(new byte[0]));
  }

  /** A file whose bytes are in memory. */
  public static ArchiveEntry file(String path, byte[] content) {
    return new ArchiveEntry(path, Kind.FILE, () -> contentOf(content));
  }

  /** A file on disk, which must not change until the archive is written. */
  public static ArchiveEntry file(String path, Path file) {
    var kind = Files.isExecutable(file) ? Kind.EXECUTABLE : Kind.FILE;
    return new ArchiveEntry(
        path, kind, () -> new Content(Files.size(file), Files.newInputStream(file)));
  }

  /** Whether this is a folder. */
  public boolean isFolder() {
    return kind == Kind.FOLDER;
  }

  /** The same entry moved below a folder; {@code ""} leaves it where it is. */
  public ArchiveEntry below(String folder) {
    return folder.isEmpty() ? this : new ArchiveEntry(folder + "/" + path, kind, content);
  }

  private static Content contentOf(byte[] bytes) {
    return new Content(bytes.length, new ByteArrayInputStream(bytes));
  }
}
