package dev.millrace.bench.suite;

import dev.millrace.bench.process.Arm;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What is to be measured.
 *
 * @param size of each workload; empty for the usual one of each
 * @param command how to get the same again
 */
record SuiteOptions(
    List<Catalogue.Entry> workloads, OptionalInt size, int rounds, List<Arm> arms, String command) {
  private static final List<String> VARIABLES =
      List.of("WORKLOADS", "SIZE", "ARMS", "ROUNDS", "BENCH_JAVA");

  /**
   * The wishes in an environment: {@code WORKLOADS} (names, else all), {@code SIZE}, {@code ARMS}
   * (as {@link Arm#wanted} has it), and {@code ROUNDS} (else one).
   */
  static SuiteOptions of(Map<String, String> environment, Catalogue catalogue) {
    String size = environment.getOrDefault("SIZE", "").strip();
    String rounds = environment.getOrDefault("ROUNDS", "").strip();
    return new SuiteOptions(
        catalogue.named(environment.getOrDefault("WORKLOADS", "")),
        size.isEmpty() ? OptionalInt.empty() : OptionalInt.of(positive("SIZE", size)),
        rounds.isEmpty() ? 1 : positive("ROUNDS", rounds),
        Arm.wanted(environment.getOrDefault("ARMS", ""), environment),
        command(environment));
  }

  /** How large a workload is to be. */
  int sizeOf(Catalogue.Entry workload) {
    return size.orElse(workload.usualSize());
  }

  private static int positive(String variable, String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "%s must be a number above 0, not '%s'".formatted(variable, text));
    }
    return Integer.parseInt(text);
  }

  private static String command(Map<String, String> environment) {
    return VARIABLES.stream()
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .map(name -> " %s=\"%s\"".formatted(name, environment.getOrDefault(name, "").strip()))
        .collect(Collectors.joining("", "make bench", ""));
  }
}
