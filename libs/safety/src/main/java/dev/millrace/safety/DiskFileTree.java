package dev.millrace.safety;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tree below a folder on disk. */
record DiskFileTree(ContainedPath root) implements FileTree {

  @Override
  public Kind kind(String path) throws IOException {
    return kindOf(root.resolve(path).path());
  }

  @Override
  public String realPath(String path) throws IOException {
    return root.resolve(path).relative();
  }

  @Override
  public byte[] read(String path, long maxBytes) throws IOException {
    ContainedPath file = root.resolve(path);
    if (kindOf(file.path()) != Kind.FILE) {
      throw new NoSuchFileException(path);
    }
    return BoundedReads.readFile(file, maxBytes);
  }

  @Override
  public List<String> list(String directory, int maxEntries) throws IOException {
    Path folder = root.resolve(directory).path();
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(directory);
    }
    var names = new ArrayList<String>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (names.size() >= maxEntries) {
          throw new LimitExceeded("directory " + directory, maxEntries, "entries");
        }
        names.add(String.valueOf(entry.getFileName()));
      }
    }
    names.sort(null);
    return List.copyOf(names);
  }

  private static Kind kindOf(Path path) {
    if (Files.isRegularFile(path)) {
      return Kind.FILE;
    }
    return Files.isDirectory(path) ? Kind.DIRECTORY : Kind.ABSENT;
  }
}
