package dev.millrace.safety;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tree that remembers what was asked of it: the list of inputs of whatever was made from it.
 *
 * <p>A result can only change when one of the recorded inputs does: a file's bytes, a directory's
 * names, or something that was looked for and not found. May be used by many threads.
 */
public final class RecordedFileTree implements FileTree {
  private final FileTree source;
  private final TreeMap<String, Input> inputs = new TreeMap<>();

  /** Records the accesses to {@code source} from now on. */
  public RecordedFileTree(FileTree source) {
    this.source = source;
  }

  /**
   * One thing that was looked at.
   *
   * @param path the path in the tree, links not resolved
   * @param kind what was found there
   * @param digest {@code sha256:} and hex of a file's bytes or a listed directory's names; empty
   *     where only the kind was asked for
   */
  public record Input(String path, Kind kind, String digest) {
    private static final long MAX_FILE_BYTES = 64L << 20;
    private static final int MAX_ENTRIES = 100_000;

    /**
     * Whether the same is found in a tree.
     *
     * @throws IOException if it can't be told
     */
    public boolean isIn(FileTree tree) throws IOException {
      if (tree.kind(path) != kind) {
        return false;
      }
      return digest.isEmpty() || digest.equals(digestIn(tree));
    }

    private String digestIn(FileTree tree) throws IOException {
      return kind == Kind.DIRECTORY
          ? ContentDigest.of(tree.list(path, MAX_ENTRIES))
          : tree.digest(path, MAX_FILE_BYTES);
    }
  }

  /** Everything looked at so far, by path. */
  public SortedMap<String, Input> inputs() {
    synchronized (inputs) {
      return new TreeMap<>(inputs);
    }
  }

  @Override
  public Kind kind(String path) throws IOException {
    Kind kind = source.kind(path);
    remember(path, kind, "");
    return kind;
  }

  @Override
  public String realPath(String path) throws IOException {
    return source.realPath(path);
  }

  @Override
  public byte[] read(String path, long maxBytes) throws IOException {
    try {
      byte[] content = source.read(path, maxBytes);
      remember(path, Kind.FILE, ContentDigest.of(content));
      return content;
    } catch (NoSuchFileException e) {
      remember(path, Kind.ABSENT, "");
      throw e;
    }
  }

  @Override
  public List<String> list(String directory, int maxEntries) throws IOException {
    List<String> names = source.list(directory, maxEntries);
    remember(directory, Kind.DIRECTORY, ContentDigest.of(names));
    return names;
  }

  private void remember(String path, Kind kind, String digest) throws UnsafePath {
    String key = TreePaths.resolve("", path);
    synchronized (inputs) {
      Input known = inputs.get(key);
      if (known == null || known.digest().isEmpty()) {
        inputs.put(key, new Input(key, kind, digest));
      }
    }
  }
}
