package dev.millrace.safety;

import java.util.ArrayDeque;

/**
 * Arithmetic on the paths of a {@link FileTree}: parts divided by {@code /}, no leading or trailing
 * slash, no {@code .} or {@code ..} parts; the empty text is the root.
 */
public final class TreePaths {
  private TreePaths() {}

  /**
   * Resolves a path that came from a user against a directory of the tree.
   *
   * @param directory a path of the tree, as this class returns them
   * @param userPath relative, with {@code .} and {@code ..} parts allowed as long as no step leaves
   *     the root
   * @throws UnsafePath if the path is absolute, holds a NUL, or leaves the root
   */
  public static String resolve(String directory, String userPath) throws UnsafePath {
    refuseUnusable(userPath);
    var parts = new ArrayDeque<String>();
    addParts(parts, directory, userPath);
    addParts(parts, userPath, userPath);
    return String.join("/", parts);
  }

  /** The directory that holds {@code path}; the root is its own parent. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The last part of {@code path}; empty for the root. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether {@code path} is {@code directory} or lies below it. */
  public static boolean isWithin(String path, String directory) {
    return directory.isEmpty() || path.equals(directory) || path.startsWith(directory + "/");
  }

  static void refuseUnusable(String userPath) throws UnsafePath {
    if (userPath.indexOf('\0') >= 0) {
      throw new UnsafePath(userPath, "holds a NUL character");
    }
    if (userPath.startsWith("/")) {
      throw new UnsafePath(userPath, "is absolute; use a relative path");
    }
  }

  private static void addParts(ArrayDeque<String> parts, String path, String userPath)
      throws UnsafePath {
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      addPart(parts, path.substring(start, end), userPath);
      start = end + 1;
    }
  }

  private static void addPart(ArrayDeque<String> parts, String part, String userPath)
      throws UnsafePath {
    switch (part) {
      case "", "." -> {}
      case ".." -> {
        if (parts.pollLast() == null) {
          throw new UnsafePath(userPath, "leads out of its root folder");
        }
      }
      default -> parts.addLast(part);
    }
  }
}
