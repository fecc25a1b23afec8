package dev.millrace.artifact.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Paths inside archives: relative, {@code /}-separated, plain segments only. */
final class ArchivePaths {
  /** Folders before their content, siblings by the UTF-8 bytes of their names. */
  static final Comparator<String> WALK_ORDER = ArchivePaths::compare;

  private ArchivePaths() {}

  /** The folders above a path, outermost first. */
  static List<String> parentsOf(String path) {
    var parents = new ArrayList<String>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      parents.add(path.substring(0, slash));
    }
    return parents;
  }

  /** Refuses what is not a plain relative path. */
  static void requirePlain(String path) {
    boolean plain =
        path.indexOf('\0') < 0
            && List.of(path.split("/", -1)).stream().allMatch(ArchivePaths::isPlain);
    if (!plain) {
      throw new IllegalArgumentException(
          "'%s' is not a plain relative path".formatted(path.replace('\0', '?')));
    }
  }

  private static boolean isPlain(String segment) {
    return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
  }

  private static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        return Integer.compare(weight(l), weight(r));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** The separator comes first, and surrogates last as in the order of code points. */
  private static int weight(char c) {
    if (c == '/') {
      return -1;
    }
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }
}
