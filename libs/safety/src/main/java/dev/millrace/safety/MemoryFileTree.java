package dev.millrace.safety;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tree held in memory; directories exist where files lie below them. */
final class MemoryFileTree implements FileTree {
  private final Map<String, byte[]> files;
  private final Map<String, TreeSet<String>> directories;

  private MemoryFileTree(
      NavigableMap<String, byte[]> files, Map<String, TreeSet<String>> directories) {
    this.files = files;
    this.directories = directories;
  }

  static MemoryFileTree of(Map<String, byte[]> source) throws UnsafePath {
    var files = new TreeMap<String, byte[]>();
    var directories = new TreeMap<String, TreeSet<String>>();
    directories.put("", new TreeSet<>());
    for (var file : source.entrySet()) {
      String path = TreePaths.resolve("", file.getKey());
      files.put(path, file.getValue().clone());
      addToParents(directories, path);
    }
    return new MemoryFileTree(files, directories);
  }

  private static void addToParents(Map<String, TreeSet<String>> directories, String path) {
    for (String child = path; !child.isEmpty(); child = TreePaths.parent(child)) {
      directories
          .computeIfAbsent(TreePaths.parent(child), _ -> new TreeSet<>())
          .add(TreePaths.name(child));
    }
  }

  @Override
  public Kind kind(String path) throws IOException {
    String key = TreePaths.resolve("", path);
    if (files.containsKey(key)) {
      return Kind.FILE;
    }
    return directories.containsKey(key) ? Kind.DIRECTORY : Kind.ABSENT;
  }

  @Override
  public String realPath(String path) throws IOException {
    return TreePaths.resolve("", path);
  }

  @Override
  public byte[] read(String path, long maxBytes) throws IOException {
    byte[] content = files.get(TreePaths.resolve("", path));
    if (content == null) {
      throw new NoSuchFileException(path);
    }
    if (content.length > maxBytes) {
      throw new LimitExceeded("file " + path, maxBytes, "bytes");
    }
    return content.clone();
  }

  @Override
  public List<String> list(String directory, int maxEntries) throws IOException {
    TreeSet<String> names = directories.get(TreePaths.resolve("", directory));
    if (names == null) {
      throw new NotDirectoryException(directory);
    }
    if (names.size() > maxEntries) {
      throw new LimitExceeded("directory " + directory, maxEntries, "entries");
    }
    return List.copyOf(names);
  }
}
