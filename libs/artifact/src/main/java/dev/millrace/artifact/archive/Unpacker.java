package dev.millrace.artifact.archive;

import dev.millrace.safety.BoundedInputStream;
import dev.millrace.safety.ContainedPath;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.MemoryFileTree;
import dev.millrace.safety.RatioGuard;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks tar.gz archives from anywhere: bounded, without links or special files (they are left
 * out), and never outside the target. Thread-safe.
 */
public final class Unpacker {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final UnpackLimits limits;

  /** An unpacker with the given bounds. */
  public Unpacker(UnpackLimits limits) {
    this.limits = limits;
  }

  /**
   * Unpacks into memory.
   *
   * @throws LimitExceeded when a bound is passed
   * @throws UnsafePath when a name leads out of the root
   * @throws MalformedArchive when the archive is damaged
   */
  public MemoryFileTree intoMemory(InputStream archive) throws IOException {
    var files = new TreeMap<String, byte[]>();
    unpack(
        archive,
        (path, header, content) -> {
          if (isFile(header.type())) {
            files.put(path, content.readAllBytes());
          }
        });
    return FileTree.inMemory(files);
  }

  /**
   * Unpacks into an existing folder that belongs to the caller alone; errors are those of {@link
   * #intoMemory}. What was unpacked before an error stays.
   */
  public void intoFolder(InputStream archive, Path folder) throws IOException {
    var root = ContainedPath.root(folder);
    unpack(
        archive,
        (path, header, content) -> {
          var target = root.resolve(path).path();
          if (header.type() == TarFormat.FOLDER) {
            Files.createDirectories(target);
          } else {
            writeFile(target, header, content);
          }
        });
  }

  /** Reads an archive back as a tree that can be archived again, its content held in memory. */
  public ArchiveTree intoTree(InputStream archive) throws IOException {
    var tree = ArchiveTree.builder();
    unpack(
        archive,
        (path, header, content) -> {
          if (!path.isEmpty()) {
            add(tree, entry(path, header, content.readAllBytes()));
          }
        });
    return tree.build();
  }

  /**
   * Reads an archive back as a tree whose content lies in a folder: memory use does not grow with
   * the archive. The names of the files there have nothing to do with those in the archive.
   *
   * @param folder empty, of the caller alone, and there as long as the tree is used
   */
  public ArchiveTree intoTree(InputStream archive, Path folder) throws IOException {
    var tree = ArchiveTree.builder();
    unpack(
        archive,
        (path, header, content) -> {
          if (header.type() == TarFormat.FOLDER) {
            if (!path.isEmpty()) {
              add(tree, ArchiveEntry.folder(path));
            }
            return;
          }
          var file = Files.createTempFile(folder, "entry", "");
          try (var out = Files.newOutputStream(file)) {
            content.transferTo(out);
          }
          add(tree, entry(path, header, ArchiveEntry.file(path, file)));
        });
    return tree.build();
  }

  private static void add(ArchiveTree.Builder tree, ArchiveEntry entry) throws MalformedArchive {
    try {
      tree.add(entry);
    } catch (IllegalArgumentException e) {
      throw new MalformedArchive(String.valueOf(e.getMessage()));
    }
  }

  private static ArchiveEntry entry(String path, TarReader.Header header, byte[] content) {
    return header.type() == TarFormat.FOLDER
        ? ArchiveEntry.folder(path)
        : entry(path, header, ArchiveEntry.file(path, content));
  }

  private static ArchiveEntry entry(String path, TarReader.Header header, ArchiveEntry file) {
    return isExecutable(header)
        ? new ArchiveEntry(path, ArchiveEntry.Kind.EXECUTABLE, file.content())
        : file;
  }

  private static void writeFile(Path target, TarReader.Header header, InputStream content)
      throws IOException {
    var parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.deleteIfExists(target);
    try (var out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      content.transferTo(out);
    }
    if (isExecutable(header)) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private void unpack(InputStream archive, EntryConsumer consumer) throws IOException {
    var packed = new BoundedInputStream(archive, "the archive", limits.maxBytes());
    try (var gzip = new GZIPInputStream(packed, BUFFER_BYTES)) {
      var guarded =
          new RatioGuard(
              gzip,
              packed,
              "the unpacked archive",
              UnpackLimits.RATIO_FREE_BYTES,
              limits.maxRatio());
      var unpacked = new BoundedInputStream(guarded, "the unpacked archive", limits.maxBytes());
      var tar = new TarReader(unpacked);
      int entries = 0;
      for (var header = tar.next(); header != null; header = tar.next()) {
        if (++entries > limits.maxEntries()) {
          throw new LimitExceeded("the archive", limits.maxEntries(), "entries");
        }
        consume(header, tar.content(), consumer);
      }
      unpacked.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException e) {
      throw new MalformedArchive("it is not in gzip format");
    } catch (EOFException e) {
      throw new MalformedArchive("it ends too early");
    }
  }

  private void consume(TarReader.Header header, InputStream content, EntryConsumer consumer)
      throws IOException {
    boolean folder = header.type() == TarFormat.FOLDER;
    if (!folder && !isFile(header.type())) {
      return;
    }
    var path = TreePaths.resolve("", refuseTraversal(header.path()));
    if (path.chars().filter(c -> c == '/').count() >= limits.maxDepth()) {
      throw new LimitExceeded("the path '" + path + "'", limits.maxDepth(), "folders");
    }
    if (header.size() > limits.maxFileBytes()) {
      throw new LimitExceeded("the file '" + path + "'", limits.maxFileBytes(), "bytes");
    }
    consumer.accept(path, header, content);
  }

  /** Even a harmless {@code a/../b} has no place in an archive. */
  private static String refuseTraversal(String path) throws UnsafePath {
    for (var segment : path.replace('\\', '/').split("/", -1)) {
      if (segment.equals("..")) {
        throw new UnsafePath(path, "holds '..'");
      }
    }
    return path;
  }

  private static boolean isFile(char type) {
    return type == TarFormat.FILE
        || type == TarFormat.OLD_FILE
        || type == TarFormat.CONTIGUOUS_FILE;
  }

  private static boolean isExecutable(TarReader.Header header) {
    return (header.mode() & 0111) != 0;
  }

  /** Takes one file or folder of an archive; the path is plain, empty for the root. */
  @FunctionalInterface
  private interface EntryConsumer {
    void accept(String path, TarReader.Header header, InputStream content) throws IOException;
  }
}
