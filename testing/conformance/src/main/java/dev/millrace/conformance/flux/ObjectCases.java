package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.conformance.ConformanceFolder;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cases of one file as plain trees, and how many of them a port passes. */
final class ObjectCases {

  private final String suite;
  private final List<Map<String, @Nullable Object>> cases;

  private ObjectCases(String suite, List<Map<String, @Nullable Object>> cases) {
    this.suite = suite;
    this.cases = cases;
  }

  /** What a port did with the cases. */
  record Score(String suite, int passed, int total, List<String> failures) {

    String line() {
      return "flux " + suite + ": " + passed + "/" + total;
    }
  }

  /** Reads the cases of a suite, or nothing if there is no such file. */
  static Optional<ObjectCases> read(String suite) throws IOException {
    Optional<Path> file = ConformanceFolder.find("flux/" + suite + ".json");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    List<Map<String, @Nullable Object>> cases = new ArrayList<>();
    // Numbers stay exact: some do not fit into a long.
    Object items = Objects.requireNonNull(GoJson.read(Files.readString(file.get())));
    for (Object item : (List<?>) items) {
      cases.add(Tree.freezeMap((Map<?, ?>) item));
    }
    return Optional.of(new ObjectCases(suite, cases));
  }

  /**
   * Runs the port over every case: its answer must be JSON-equal to what was expected, and it must
   * throw where an error was.
   */
  Score run(Function<Map<String, @Nullable Object>, @Nullable Object> port) {
    return check(testCase -> problem(port, testCase));
  }

  /** Runs over every case a check that says what is wrong with the port's answer, or nothing. */
  Score check(Function<Map<String, @Nullable Object>, String> check) {
    List<String> failures = new ArrayList<>();
    for (Map<String, @Nullable Object> testCase : cases) {
      String problem = check.apply(testCase);
      if (!problem.isEmpty()) {
        failures.add(testCase.get("id") + ": " + problem);
      }
    }
    return new Score(suite, cases.size() - failures.size(), cases.size(), failures);
  }

  /** Where the original's answer depends on chance, any of {@code expectedAnyOf} will do. */
  private static boolean isExpected(
      @Nullable Object answer, Map<String, @Nullable Object> testCase) {
    if (testCase.get("expectedAnyOf") instanceof List<?> any) {
      return any.contains("ok:" + answer);
    }
    return Tree.same(answer, testCase.getOrDefault("expected", testCase.get("expectedBase64")));
  }

  private static String problem(
      Function<Map<String, @Nullable Object>, @Nullable Object> port,
      Map<String, @Nullable Object> testCase) {
    boolean errorExpected = Boolean.TRUE.equals(testCase.get("error"));
    try {
      Object answer = port.apply(testCase);
      if (errorExpected) {
        return "an error was expected, the answer was " + answer;
      }
      return isExpected(answer, testCase)
          ? ""
          : "\n  expected " + testCase.get("expected") + "\n  was      " + answer;
    } catch (RuntimeException e) {
      return errorExpected ? "" : "failed with " + e;
    }
  }
}
