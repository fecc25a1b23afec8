package dev.millrace.safety;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tree held in memory; directories exist where files lie below them. It never changes, so many
 * may share it.
 */
public final class MemoryFileTree implements FileTree {
  /** What a file takes besides its content and the letters of its path. */
  private static final int BYTES_PER_FILE = 128;

  private final Map<String, byte[]> files;
  private final PathIndex index;
  private final long footprint;
  private final Map<String, String> digests = new ConcurrentHashMap<>();

  private MemoryFileTree(Map<String, byte[]> files) {
    this.files = files;
    this.index = PathIndex.of(files.keySet());
    this.footprint = files.entrySet().stream().mapToLong(MemoryFileTree::footprint).sum();
  }

  private static long footprint(Map.Entry<String, byte[]> file) {
    return BYTES_PER_FILE + 2L * file.getKey().length() + file.getValue().length;
  }

  static MemoryFileTree of(Map<String, byte[]> source) throws UnsafePath {
    Map<String, byte[]> files = new HashMap<>();
    for (var file : source.entrySet()) {
      files.put(TreePaths.resolve("", file.getKey()), file.getValue().clone());
    }
    return new MemoryFileTree(Map.copyOf(files));
  }

  /** How many bytes of memory it takes, about. */
  public long footprint() {
    return footprint;
  }

  @Override
  public Kind kind(String path) throws IOException {
    return index.kind(path);
  }

  @Override
  public String realPath(String path) throws IOException {
    return TreePaths.resolve("", path);
  }

  @Override
  public byte[] read(String path, long maxBytes) throws IOException {
    return content(path, maxBytes).clone();
  }

  /** Worked out at most once for each file. */
  @Override
  public String digest(String path, long maxBytes) throws IOException {
    byte[] content = content(path, maxBytes);
    return digests.computeIfAbsent(TreePaths.resolve("", path), _ -> ContentDigest.of(content));
  }

  private byte[] content(String path, long maxBytes) throws IOException {
    byte[] content = files.get(TreePaths.resolve("", path));
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    if (content.length > maxBytes) {
      throw new LimitExceeded("file " + path, maxBytes, "bytes");
    }
    return content;
  }

  @Override
  public List<String> list(String directory, int maxEntries) throws IOException {
    return index.list(directory, maxEntries);
  }
}
