package dev.millrace.e2e.process;

import dev.millrace.servers.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is run as a controller. */
@FunctionalInterface
public interface Programs {
  /** The program of a controller with what has to stand before the flags of the controller. */
  List<String> command(Controller controller);

  /**
   * The native binaries in {@code MILLRACE_BIN} if that is set, else the packaged applications of
   * this build.
   */
  static Programs ofThisBuild() {
    String binaries = System.getenv("MILLRACE_BIN");
    return binaries != null && !binaries.isBlank()
        ? controller -> List.of(Path.of(binaries, controller.program()).toString())
        : Programs::onThisJava;
  }

  /**
   * The packaged application of a controller.
   *
   * @throws IllegalStateException if it is not built
   */
  static Path application(Controller controller) {
    Path jar =
        Repository.root()
            .resolve(controller.program())
            .resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          controller.program() + " is not built: run 'make build' first (no " + jar + ")");
    }
    return jar;
  }

  private static List<String> onThisJava(Controller controller) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-XX:CompileThresholdScaling=0.1",
        "-Xshare:auto",
        "-jar",
        application(controller).toString());
  }
}
