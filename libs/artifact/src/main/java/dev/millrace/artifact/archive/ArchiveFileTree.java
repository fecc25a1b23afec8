package dev.millrace.artifact.archive;

import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.TreePaths;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The files of an {@link ArchiveTree}, of which each is read when it is asked for. */
public final class ArchiveFileTree implements FileTree {
  private final Map<String, ArchiveEntry> files = new HashMap<>();
  private final Map<String, Set<String>> folders = new HashMap<>();

  /** Shows a tree; its content must stay readable as long as this is used. */
  public ArchiveFileTree(ArchiveTree tree) {
    names("");
    for (ArchiveEntry entry : tree.entries()) {
      String path = entry.path();
      names(TreePaths.parent(path)).add(TreePaths.name(path));
      if (entry.isFolder()) {
        names(path);
      } else {
        files.put(path, entry);
      }
    }
  }

  private Set<String> names(String folder) {
    return folders.computeIfAbsent(folder, _ -> new TreeSet<>());
  }

  @Override
  public Kind kind(String path) throws IOException {
    String key = TreePaths.resolve("", path);
    if (files.containsKey(key)) {
      return Kind.FILE;
    }
    return folders.containsKey(key) ? Kind.DIRECTORY : Kind.ABSENT;
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
    Set<String> names = folders.get(TreePaths.resolve("", directory));
    if (names == null) {
      throw new NotDirectoryException(directory);
    }
    if (names.size() > maxEntries) {
      throw new LimitExceeded("directory " + directory, maxEntries, "entries");
    }
    return List.copyOf(names);
  }
}
