package dev.millrace.artifact.archive;

import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.PathIndex;
import dev.millrace.safety.TreePaths;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of an {@link ArchiveTree}, of which each is read when it is asked for. */
public final class ArchiveFileTree implements FileTree {
  private final Map<String, ArchiveEntry> files;
  private final PathIndex index;

  /** Shows a tree; its content must stay readable as long as this is used. */
  public ArchiveFileTree(ArchiveTree tree) {
    this.files = HashMap.newHashMap(tree.size());
    for (ArchiveEntry entry : tree.entries()) {
      if (!entry.isFolder()) {
        files.put(entry.path(), entry);
      }
    }
    this.index = PathIndex.of(files.keySet());
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
    ArchiveEntry file = files.get(TreePaths.resolve("", path));
    if (file == null) {
      throw new NoSuchFileException(path);
    }
    try (ArchiveEntry.Content content = file.content().open()) {
      return BoundedReads.readAll(content.stream(), "file " + path, maxBytes);
    }
  }

  @Override
  public List<String> list(String directory, int maxEntries) throws IOException {
    return index.list(directory, maxEntries);
  }
}
