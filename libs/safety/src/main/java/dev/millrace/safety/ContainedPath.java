package dev.millrace.safety;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A path on disk that is proven to lie inside a root folder.
 *
 * <p>This is the only way from text that a user wrote to a file: {@code ..} beyond the root,
 * absolute paths, NUL characters and symbolic links that lead out are refused with {@link
 * UnsafePath}. The proof holds for the moment of {@link #resolve}; roots are private folders that
 * nobody else writes to.
 */
public final class ContainedPath {
  private final Path root;
  private final String relative;
  private final Path path;

  private ContainedPath(Path root, String relative, Path path) {
    this.root = root;
    this.relative = relative;
    this.path = path;
  }

  /**
   * Makes an existing folder the root.
   *
   * @throws IOException if the folder does not exist or can't be read
   */
  public static ContainedPath root(Path folder) throws IOException {
    Path real = folder.toRealPath();
    return new ContainedPath(real, "", real);
  }

  /**
   * Resolves a path that came from a user, relative to this one. The target need not exist; every
   * part of it that does exist is checked with its links followed.
   *
   * @throws UnsafePath if the result would lie outside the root
   * @throws IOException if a part can't be examined
   */
  public ContainedPath resolve(String userPath) throws IOException {
    String lexical = TreePaths.resolve(relative, userPath);
    Path real = realPath(root.resolve(lexical), userPath);
    if (!real.startsWith(root)) {
      throw new UnsafePath(userPath, "leads out of its root folder through a symbolic link");
    }
    return new ContainedPath(root, portable(root.relativize(real)), real);
  }

  /** The path to open; free of symbolic links as far as it exists. */
  public Path path() {
    return path;
  }

  /** The path below the root, parts divided by {@code /}; empty for the root. */
  public String relative() {
    return relative;
  }

  @Override
  public String toString() {
    return relative.isEmpty() ? "." : relative;
  }

  /** The real path of the deepest part that exists, with the missing rest appended. */
  private static Path realPath(Path wanted, String userPath) throws IOException {
    try {
      return wanted.toRealPath();
    } catch (FileSystemLoopException e) {
      throw new UnsafePath(userPath, "runs through a loop of symbolic links");
    } catch (NoSuchFileException e) {
      refuseDanglingLink(wanted, userPath);
      Path parent = wanted.getParent();
      Path name = wanted.getFileName();
      if (parent == null || name == null) {
        throw e;
      }
      return realPath(parent, userPath).resolve(name);
    } catch (IOException e) {
      return refuseUnreadable(wanted, userPath, e);
    }
  }

  private static void refuseDanglingLink(Path wanted, String userPath) throws UnsafePath {
    if (Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnsafePath(userPath, "is a symbolic link to something that does not exist");
    }
  }

  /** Linux reports link loops and parts that are no folders as plain I/O errors. */
  private static Path refuseUnreadable(Path wanted, String userPath, IOException cause)
      throws IOException {
    if (Files.isSymbolicLink(wanted)) {
      throw new UnsafePath(userPath, "runs through a loop of symbolic links");
    }
    throw new IOException("path '" + userPath + "' can't be examined", cause);
  }

  private static String portable(Path relative) {
    var text = new StringBuilder();
    for (Path part : relative) {
      if (!text.isEmpty()) {
        text.append('/');
      }
      text.append(part);
    }
    return text.toString();
  }
}
