package dev.millrace.controller.kustomize.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Files of the conformance cases, which are no part of the repository. */
public final class Cases {
  private Cases() {}

  /** Skips the test when there are no cases. */
  public static void require() {
    Assumptions.assumeTrue(
        folder().isPresent(), "skipped: there is no ../shared/conformance (MILLRACE_CONFORMANCE)");
  }

  /** The text of a file. */
  public static String text(String path) {
    try {
      return Files.readString(folder().orElseThrow().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> folder() {
    String named = System.getenv("MILLRACE_CONFORMANCE");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
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
