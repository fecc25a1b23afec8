package dev.millrace.bench.process;

import dev.millrace.servers.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A controller that can be started.
 *
 * @param label names it in tables
 * @param command the program with what has to come before its flags
 */
public record ControllerProgram(String label, List<String> command) {
  /** What {@code BENCH_JAVA} replaces. */
  private static final String JAVA_OPTIONS = "-XX:+UseSerialGC -Xmx256m -Xshare:auto";

  /** Copies the list. */
  public ControllerProgram {
    command = List.copyOf(command);
  }

  /**
   * The programs that are to be compared: that of this build, its native form if {@code
   * MILLRACE_BIN} names a folder with one, and that of Flux if {@code FLUX_BIN} does.
   *
   * @param controller such as {@code helm-controller}
   */
  public static List<ControllerProgram> all(String controller) {
    List<ControllerProgram> programs = new ArrayList<>();
    programs.add(
        packaged(controller, System.getenv().getOrDefault("BENCH_JAVA", JAVA_OPTIONS).split(" ")));
    addBinary(programs, "native", System.getenv("MILLRACE_BIN"), controller);
    addBinary(programs, "Flux", System.getenv("FLUX_BIN"), controller);
    return programs;
  }

  /**
   * The program of this build with a heap of its own.
   *
   * @param heap the limit, such as {@code 160m}
   */
  public static ControllerProgram withHeap(String controller, String heap) {
    return packaged(controller, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Xmx" + heap);
  }

  private static ControllerProgram packaged(String controller, String... options) {
    Path jar = Repository.root().resolve(controller).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "%s is not built: run 'make build' first (no %s)".formatted(controller, jar));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar.toString()));
    return new ControllerProgram("Millrace", command);
  }

  private static void addBinary(
      List<ControllerProgram> programs, String label, @Nullable String folder, String controller) {
    if (folder != null && !folder.isBlank()) {
      programs.add(new ControllerProgram(label, List.of(Path.of(folder, controller).toString())));
    }
  }
}
