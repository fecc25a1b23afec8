package dev.millrace.controller.source.generator;

import dev.millrace.safety.TreePaths;
import java.util.ArrayList;
import java.util.List;

/** What a copy leaves out. */
final class Exclusions {
  private final List<PathGlob> onPaths = new ArrayList<>();
  private final List<PathGlob> onNames = new ArrayList<>();

  Exclusions(List<String> patterns) throws PathGlob.InvalidGlob {
    for (String pattern : patterns) {
      PathGlob glob = PathGlob.recursive(pattern);
      onPaths.add(glob);
      if (!pattern.contains("/")) {
        onNames.add(glob);
      }
    }
  }

  /**
   * Whether a path is left out: by its path in the source, by its path below the folder that the
   * copy starts from, or, for patterns without a slash, by its name.
   */
  boolean cover(String path, String root) {
    boolean below = !root.isEmpty() && path.startsWith(root + "/");
    return covers(path) || (below && covers(path.substring(root.length() + 1)));
  }

  private boolean covers(String path) {
    return onPaths.stream().anyMatch(glob -> glob.matches(path))
        || onNames.stream().anyMatch(glob -> glob.matches(TreePaths.name(path)));
  }
}
