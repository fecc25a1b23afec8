package dev.millrace.controller.kustomize.build;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.TreePaths;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** A tree in which one file is replaced or added; its folder must exist. */
record OverlaidTree(FileTree base, String file, byte[] content) implements FileTree {

  @Override
  public Kind kind(String path) throws IOException {
    return isFileItself(path) ? Kind.FILE : base.kind(path);
  }

  @Override
  public String realPath(String path) throws IOException {
    return isFileItself(path) ? file : base.realPath(path);
  }

  @Override
  public byte[] read(String path, long maxBytes) throws IOException {
    if (!isFileItself(path)) {
      return base.read(path, maxBytes);
    }
    if (content.length > maxBytes) {
      throw new LimitExceeded("file " + path, maxBytes, "bytes");
    }
    return content.clone();
  }

  @Override
  public List<String> list(String directory, int maxEntries) throws IOException {
    List<String> names = base.list(directory, maxEntries);
    if (!base.realPath(directory).equals(TreePaths.parent(file))) {
      return names;
    }
    TreeSet<String> all = new TreeSet<>(names);
    all.add(TreePaths.name(file));
    return List.copyOf(all);
  }

  private boolean isFileItself(String path) throws IOException {
    return TreePaths.resolve("", path).equals(file);
  }
}
