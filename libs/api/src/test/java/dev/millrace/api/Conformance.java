package dev.millrace.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the repository and the conformance data beside it. */
final class Conformance {

  private Conformance() {}

  /** The root of this repository. */
  static Path repository() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("manifests")))
        .findFirst()
        .orElseThrow();
  }

  /** A file or folder of the conformance data; skips the test when the data is not there. */
  static Path data(String name) {
    Path path = root().resolve(name).normalize();
    assumeTrue(Files.exists(path), "skipped: no conformance data at " + path);
    return path;
  }

  private static Path root() {
    return Optional.ofNullable(System.getenv("MILLRACE_CONFORMANCE"))
        .map(Path::of)
        .orElseGet(() -> repository().resolveSibling("shared").resolve("conformance"));
  }
}
