package dev.millrace.runtime.application;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The files that say where the API server is, where a controller runs outside of its cluster. */
final class Kubeconfig {
  private static final String VARIABLE = "KUBECONFIG";

  private Kubeconfig() {}

  /**
   * Accepts an environment. The client would go on with the address of a cluster that it does not
   * run in.
   *
   * @throws IllegalArgumentException if the variable names only files that do not exist
   */
  static void check(Map<String, String> environment) {
    String files = environment.getOrDefault(VARIABLE, "");
    if (!files.isBlank() && Arrays.stream(files.split(":", -1)).noneMatch(Kubeconfig::exists)) {
      throw new IllegalArgumentException(
          "%s=%s: there is no such file; name one that can be read, or unset the variable"
              .formatted(VARIABLE, files));
    }
  }

  private static boolean exists(String file) {
    try {
      return !file.isBlank() && Files.isReadable(Path.of(file));
    } catch (InvalidPathException _) {
      return false;
    }
  }
}
