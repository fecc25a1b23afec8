package dev.millrace.conformance.semver;

import dev.millrace.conformance.ConformanceFolder;
import dev.millrace.semver.Constraint;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs {@code semver/constraints.tsv}: range, version, answer. */
public final class SemverSuite {
  private static final String FILE = "semver/constraints.tsv";

  private SemverSuite() {}

  /**
   * What the library did.
   *
   * @param failures one line for each case whose answer differs
   */
  public record Score(int total, List<String> failures) {
    @Override
    public String toString() {
      return "semver: " + (total - failures.size()) + "/" + total;
    }
  }

  /** Prints the score. */
  public static void main(String[] arguments) throws IOException {
    Optional<Score> score = run();
    score.ifPresent(result -> result.failures().forEach(System.out::println));
    System.out.println(score.map(Score::toString).orElse("semver: skipped, no cases found"));
  }

  /** Runs all cases, or nothing when they are absent. */
  public static Optional<Score> run() throws IOException {
    Optional<Path> file = ConformanceFolder.find(FILE);
    return file.isEmpty() ? Optional.empty() : Optional.of(run(Files.readAllLines(file.get())));
  }

  private static Score run(List<String> lines) {
    List<String> failures = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      String answer = answer(fields[0], fields[1]);
      if (!answer.equals(fields[2])) {
        failures.add(
            "%s on %s: expected %s, was %s".formatted(fields[0], fields[1], fields[2], answer));
      }
    }
    return new Score(lines.size(), failures);
  }

  private static String answer(String range, String version) {
    Constraint constraint;
    try {
      constraint = Constraint.parse(range);
    } catch (InvalidVersion e) {
      return "ERRC";
    }
    try {
      return String.valueOf(constraint.matches(Version.parse(version)));
    } catch (InvalidVersion e) {
      return "ERRV";
    }
  }
}
