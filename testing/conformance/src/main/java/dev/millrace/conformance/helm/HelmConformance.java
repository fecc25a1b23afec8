package dev.millrace.conformance.helm;

import dev.millrace.conformance.ConformanceFolder;
import dev.millrace.conformance.gotemplate.TemplateSuite;
import dev.millrace.conformance.helm.ChartCases.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores the Helm engine: function cases and chart cases. The environment variable {@code
 * MILLRACE_CONFORMANCE} names the folder above the cases.
 */
public final class HelmConformance {
  private final List<CaseResult> functions = new ArrayList<>();
  private final List<CaseResult> charts = new ArrayList<>();
  private final List<CaseResult> deterministic = new ArrayList<>();
  private final List<CaseResult> errors = new ArrayList<>();

  private HelmConformance() {}

  /** The score of one run. */
  public record Score(
      long functions,
      long functionsTotal,
      long documents,
      long documentsTotal,
      long bytes,
      long bytesTotal,
      long errors,
      long errorsTotal) {

    /** The four lines that a run ends with. */
    public String lines() {
      return """
      helm functions: %d/%d
      helm charts documents: %d/%d
      helm charts bytes: %d/%d
      helm errors: %d/%d
      """
          .formatted(
              functions,
              functionsTotal,
              documents,
              documentsTotal,
              bytes,
              bytesTotal,
              errors,
              errorsTotal);
    }
  }

  /**
   * Runs all cases, prints the score and writes what failed to a file.
   *
   * @param arguments the file for what failed; {@code target/helm-failing.txt} if it is left out
   */
  public static void main(String[] arguments) throws IOException {
    Optional<Path> cases = ConformanceFolder.find("helm");
    if (cases.isEmpty()) {
      System.out.println("helm: skipped, the folder of the conformance cases is not there");
      return;
    }
    Path failing = Path.of(arguments.length > 0 ? arguments[0] : "target/helm-failing.txt");
    System.out.print(run(cases.get(), failing).lines());
  }

  /** Runs all cases of a folder. */
  public static Score run(Path cases, Path failing) throws IOException {
    var run = new HelmConformance();
    run.runFunctions(cases);
    run.runCharts(cases);
    run.write(failing);
    return run.score();
  }

  private void runFunctions(Path cases) throws IOException {
    for (String name : TemplateSuite.NAMES) {
      TemplateSuite.read(name).ifPresent(this::runTemplates);
    }
    Path file = cases.resolve("functions").resolve("helm.json");
    if (Files.exists(file)) {
      functions.addAll(new FunctionCases().run(file));
    }
  }

  private void runTemplates(TemplateSuite suite) {
    TemplateSuite.Score score = suite.run();
    score.failures().forEach(failure -> functions.add(CaseResult.failed(score.name(), failure)));
    for (int i = 0; i < score.passed(); i++) {
      functions.add(CaseResult.equal(score.name()));
    }
  }

  private void runCharts(Path cases) throws IOException {
    var chartCases = new ChartCases(cases.resolve("charts"));
    List<String> index = Files.readAllLines(cases.resolve("index.tsv"));
    List<String> columns = List.of(index.getFirst().split("\t", -1));
    int kindColumn = columns.indexOf("kind");
    for (String line : index.subList(1, index.size())) {
      String[] cells = line.split("\t", -1);
      switch (cells[kindColumn]) {
        case "error" -> errors.add(chartCases.run(cells[0], cells[1], Kind.ERROR));
        case "nondet" -> charts.add(chartCases.run(cells[0], cells[1], Kind.NONDETERMINISTIC));
        default -> {
          CaseResult result = chartCases.run(cells[0], cells[1], Kind.DETERMINISTIC);
          charts.add(result);
          deterministic.add(result);
        }
      }
    }
  }

  private Score score() {
    return new Score(
        passed(functions),
        functions.size(),
        passed(charts),
        charts.size(),
        deterministic.stream().filter(CaseResult::bytes).count(),
        deterministic.size(),
        passed(errors),
        errors.size());
  }

  private static long passed(List<CaseResult> results) {
    return results.stream().filter(CaseResult::passed).count();
  }

  private void write(Path failing) throws IOException {
    var text = new StringBuilder();
    for (List<CaseResult> results : List.of(functions, charts, errors)) {
      for (CaseResult result : results) {
        if (!result.passed() || !result.bytes()) {
          text.append(result.passed() ? "bytes " : "FAIL  ");
          text.append(result.id()).append(": ").append(result.difference()).append("\n\n");
        }
      }
    }
    Files.createDirectories(failing.toAbsolutePath().getParent());
    Files.writeString(failing, text);
  }
}
