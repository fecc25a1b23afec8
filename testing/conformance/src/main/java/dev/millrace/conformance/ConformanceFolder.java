package dev.millrace.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the cases: the folder {@code shared/conformance} beside the repository, or the one that the
 * environment variable {@code MILLRACE_CONFORMANCE} names.
 */
public final class ConformanceFolder {
  private static final String VARIABLE = "MILLRACE_CONFORMANCE";

  private ConformanceFolder() {}

  /** A file or folder of the cases, or nothing when it is absent; callers then skip in one line. */
  public static Optional<Path> find(String relative) {
    return root().map(root -> root.resolve(relative)).filter(Files::exists);
  }

  private static Optional<Path> root() {
    String named = System.getenv(VARIABLE);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolveSibling("shared").resolve("conformance");
      if (Files.isDirectory(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
