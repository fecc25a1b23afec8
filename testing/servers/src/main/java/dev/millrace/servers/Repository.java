package dev.millrace.servers;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this checkout lies, from whichever of its folders a test runs. */
public final class Repository {
  private Repository() {}

  /**
   * The root of the checkout: the nearest folder upwards that holds {@code manifests} and {@code
   * libs}.
   */
  public static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("manifests"))
          && Files.isDirectory(folder.resolve("libs"))) {
        return folder;
      }
    }
    throw new IllegalStateException(start + " is not inside a checkout of Millrace");
  }

  /** The folder of the conformance cases: {@code MILLRACE_CONFORMANCE}, or beside the checkout. */
  public static Path conformance() {
    String named = System.getenv("MILLRACE_CONFORMANCE");
    return named != null && !named.isBlank()
        ? Path.of(named)
        : root().resolveSibling("shared").resolve("conformance");
  }
}
