package dev.millrace.safety;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of a {@link FileTree} without links; directories exist where files lie below them.
 * Immutable.
 */
public final class PathIndex {
  private final Set<String> files;
  private final Map<String, List<String>> directories;

  private PathIndex(Set<String> files, Map<String, List<String>> directories) {
    this.files = files;
    this.directories = directories;
  }

  /** The index of files, whose paths are those of {@link TreePaths}. */
  public static PathIndex of(Collection<String> files) {
    Map<String, Set<String>> names = new HashMap<>();
    names.put("", new TreeSet<>());
    for (String path : files) {
      for (String child = path; !child.isEmpty(); child = TreePaths.parent(child)) {
        names
            .computeIfAbsent(TreePaths.parent(child), _ -> new TreeSet<>())
            .add(TreePaths.name(child));
      }
    }
    Map<String, List<String>> directories = HashMap.newHashMap(names.size());
    names.forEach((path, children) -> directories.put(path, List.copyOf(children)));
    return new PathIndex(Set.copyOf(files), Map.copyOf(directories));
  }

  /** As {@link FileTree#kind}. */
  public FileTree.Kind kind(String path) throws IOException {
    String key = TreePaths.resolve("", path);
    if (files.contains(key)) {
      return FileTree.Kind.FILE;
    }
    return directories.containsKey(key) ? FileTree.Kind.DIRECTORY : FileTree.Kind.ABSENT;
  }

  /** As {@link FileTree#list}. */
  public List<String> list(String directory, int maxEntries) throws IOException {
    List<String> names = directories.get(TreePaths.resolve("", directory));
    if (names == null) {
      throw new NotDirectoryException(directory);
    }
    if (names.size() > maxEntries) {
      throw new LimitExceeded("directory " + directory, maxEntries, "entries");
    }
    return names;
  }
}
