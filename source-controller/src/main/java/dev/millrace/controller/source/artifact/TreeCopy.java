package dev.millrace.controller.source.artifact;

import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.artifact.archive.ArchiveTree;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/**
 * Copies a part of one tree into another: {@code TreeCopy.of(tree).from("deploy").into(other,
 * "base")}. Paths come from users and can't leave their trees.
 */
public final class TreeCopy {
  private final ArchiveTree source;
  private final String folder;

  private TreeCopy(ArchiveTree source, String folder) {
    this.source = source;
    this.folder = folder;
  }

  /** A copy of the whole tree. */
  public static TreeCopy of(ArchiveTree source) {
    return new TreeCopy(source, "");
  }

  /**
   * Only what lies in a folder of the source.
   *
   * @throws UnsafePath when the path leads out of the source
   * @throws NoSuchFileException when there is nothing at the path
   */
  public TreeCopy from(String userPath) throws IOException {
    String path = TreePaths.resolve("", userPath);
    boolean exists =
        path.isEmpty()
            || source.entries().stream().anyMatch(e -> TreePaths.isWithin(e.path(), path));
    if (!exists) {
      throw new NoSuchFileException(userPath, null, "no such file or directory");
    }
    return new TreeCopy(source, path);
  }

  /**
   * The target with the copy in it; files of the copy replace files of the target.
   *
   * @throws UnsafePath when the path leads out of the target
   * @throws FileAlreadyExistsException when a file is where a folder would have to be
   */
  public ArchiveTree into(ArchiveTree target, String userPath) throws IOException {
    String destination = TreePaths.resolve("", userPath);
    try {
      return merged(target, destination);
    } catch (IllegalArgumentException e) {
      throw new FileAlreadyExistsException(userPath, null, e.getMessage());
    }
  }

  private ArchiveTree merged(ArchiveTree target, String destination) {
    ArchiveTree.Builder result = ArchiveTree.builder().addAll(target, "");
    for (ArchiveEntry entry : source.entries()) {
      String path = entry.path();
      if (TreePaths.isWithin(path, folder)) {
        String rest =
            folder.isEmpty() ? path : path.substring(Math.min(path.length(), folder.length() + 1));
        String moved = joined(destination, rest);
        if (!moved.isEmpty()) {
          result.add(new ArchiveEntry(moved, entry.kind(), entry.content()));
        }
      }
    }
    return result.build();
  }

  private static String joined(String folder, String rest) {
    if (folder.isEmpty() || rest.isEmpty()) {
      return folder + rest;
    }
    return folder + "/" + rest;
  }
}
