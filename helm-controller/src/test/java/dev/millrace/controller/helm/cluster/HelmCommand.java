package dev.millrace.controller.helm.cluster;

import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Helm's own command, where there is one: the program that the environment variable {@code
 * MILLRACE_HELM3} or {@code MILLRACE_HELM4} names.
 */
final class HelmCommand {
  private final Path program;
  private final Path kubeconfig;
  private final Path home;
  private final String namespace;

  private HelmCommand(Path program, Path kubeconfig, Path home, String namespace) {
    this.program = program;
    this.kubeconfig = kubeconfig;
    this.home = home;
    this.namespace = namespace;
  }

  /** The variable that names the program of a major version. */
  static String variable(int major) {
    return "MILLRACE_HELM" + major;
  }

  /** The command, or nothing where there is none on this machine. */
  static Optional<HelmCommand> find(int major, Path kubeconfig, Path home, String namespace) {
    @Nullable String program = System.getenv(variable(major));
    return Optional.ofNullable(program)
        .filter(path -> !path.isBlank())
        .map(Path::of)
        .map(path -> new HelmCommand(path, kubeconfig, home, namespace));
  }

  /** Runs the command and fails with what it said if it does. */
  String run(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    command.addAll(List.of("--namespace", namespace, "--kubeconfig", kubeconfig.toString()));
    Path problems = Files.createTempFile(home, "stderr", ".txt");
    var builder = new ProcessBuilder(command).redirectError(problems.toFile());
    builder.environment().put("HELM_CACHE_HOME", home.resolve("cache").toString());
    builder.environment().put("HELM_CONFIG_HOME", home.resolve("config").toString());
    builder.environment().put("HELM_DATA_HOME", home.resolve("data").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + " failed: " + Files.readString(problems));
    }
    return output;
  }

  /** The only release that {@code helm list} shows. */
  Map<?, ?> onlyRelease() throws IOException, InterruptedException {
    List<?> releases = list("list", "-o", "json");
    if (releases.size() != 1) {
      throw new AssertionError("helm list shows " + releases);
    }
    return (Map<?, ?>) Objects.requireNonNull(releases.getFirst());
  }

  /** Revision and status of each line of {@code helm history}. */
  List<String> history(String release) throws IOException, InterruptedException {
    return list("history", release, "-o", "json").stream()
        .map(line -> (Map<?, ?>) line)
        .map(line -> line.get("revision") + " " + line.get("status"))
        .toList();
  }

  private List<?> list(Object... arguments) throws IOException, InterruptedException {
    return (List<?>) Objects.requireNonNull(GoJson.read(run(arguments)));
  }
}
