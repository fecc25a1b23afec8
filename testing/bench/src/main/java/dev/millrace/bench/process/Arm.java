package dev.millrace.bench.process;

import dev.millrace.servers.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One of the suites that are compared: how each of its controllers is started.
 *
 * @param label names it in tables
 * @param command the program with what has to come before its flags; {@code {controller}} stands
 *     for the name of the controller
 * @param ours whether its controllers know the flags that Millrace adds
 */
public record Arm(String label, List<String> command, boolean ours) {
  private static final String CONTROLLER = "{controller}";
  private static final String JAR = CONTROLLER + "/target/quarkus-app/quarkus-run.jar";

  /** What {@code BENCH_JAVA} replaces: the options of the images, and a limit for the heap. */
  private static final String JAVA_OPTIONS =
      "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.1"
          + " -Xmx256m -Xshare:auto";

  /** Copies the list. */
  public Arm {
    command = List.copyOf(command);
  }

  /** This build on a JVM, with the options of {@code BENCH_JAVA} if that is set. */
  public static Arm jvm() {
    return onJava(System.getenv().getOrDefault("BENCH_JAVA", JAVA_OPTIONS).split(" "));
  }

  /**
   * This build on a JVM with a heap of its own.
   *
   * @param heap the limit, such as {@code 160m}
   */
  public static Arm withHeap(String heap) {
    return onJava(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:CompileThresholdScaling=0.1",
        "-XX:+ExitOnOutOfMemoryError",
        "-Xmx" + heap);
  }

  /**
   * The arms that can be had: this build, its native form if {@code MILLRACE_BIN} names a folder of
   * programs, and Flux if {@code FLUX_BIN} does.
   */
  public static List<Arm> found(Map<String, String> environment) {
    List<Arm> arms = new ArrayList<>(List.of(jvm()));
    for (String label : List.of("native", "flux")) {
      if (!folder(label, environment).isBlank()) {
        arms.add(binary(label, environment));
      }
    }
    return arms;
  }

  /**
   * The arms that somebody wants: {@code jvm}, {@code native}, {@code flux} or {@code
   * label=command}, separated by semicolons. A command that is one of those names is that arm.
   *
   * @param wanted empty for all that can be had
   */
  public static List<Arm> wanted(String wanted, Map<String, String> environment) {
    if (wanted.isBlank()) {
      return found(environment);
    }
    List<Arm> arms =
        Arrays.stream(wanted.split(";"))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .map(each -> named(each, environment))
            .toList();
    if (arms.stream().map(Arm::label).distinct().count() < arms.size()) {
      throw new IllegalArgumentException("two arms have the same name in '" + wanted + "'");
    }
    return arms;
  }

  /** How a controller of this arm is started; it has to be built. */
  public ControllerProgram program(String controller) {
    List<String> filled =
        command.stream().map(part -> part.replace(CONTROLLER, controller)).toList();
    String program = filled.getLast();
    if (program.contains("/") && !Files.isRegularFile(Path.of(program))) {
      throw new IllegalStateException(
          "%s is not built for %s: run 'make build' first (no %s)"
              .formatted(controller, label, program));
    }
    return new ControllerProgram(label, filled);
  }

  /** The flags of a controller that it knows. */
  List<String> flags(ControllerSetup setup) {
    List<String> flags = new ArrayList<>(setup.flags());
    if (ours) {
      flags.addAll(setup.ownFlags());
    }
    return flags;
  }

  private static Arm named(String text, Map<String, String> environment) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return known(text, environment);
    }
    String label = text.substring(0, equals).strip();
    String command = text.substring(equals + 1).strip();
    if (!command.contains(CONTROLLER)) {
      Arm known = known(command, environment);
      return new Arm(label, known.command, known.ours);
    }
    return new Arm(label, List.of(command.split("\\s+")), true);
  }

  private static Arm known(String name, Map<String, String> environment) {
    return switch (name) {
      case "jvm" -> jvm();
      case "native", "flux" -> binary(name, environment);
      default ->
          throw new IllegalArgumentException(
              "there is no arm '%s'; give jvm, native, flux or label=command with %s in it"
                  .formatted(name, CONTROLLER));
    };
  }

  private static Arm binary(String label, Map<String, String> environment) {
    String folder = folder(label, environment);
    if (folder.isBlank()) {
      throw new IllegalArgumentException(
          "the arm %s needs %s to name a folder of programs".formatted(label, variable(label)));
    }
    return new Arm(label, List.of(Path.of(folder, CONTROLLER).toString()), label.equals("native"));
  }

  private static String folder(String label, Map<String, String> environment) {
    return environment.getOrDefault(variable(label), "");
  }

  private static String variable(String label) {
    return label.equals("flux") ? "FLUX_BIN" : "MILLRACE_BIN";
  }

  private static Arm onJava(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", Repository.root().resolve(JAR).toString()));
    return new Arm("jvm", command, true);
  }
}
