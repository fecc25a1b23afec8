package dev.millrace.conformance.gotemplate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the template suites and writes what failed to a folder. */
public final class TemplateScores {
  private TemplateScores() {}

  /**
   * Runs all suites and prints their scores.
   *
   * @param args the folder for the lists of failures; none for {@code target}
   */
  public static void main(String[] args) throws IOException {
    List<TemplateSuite.Score> scores = run(Path.of(args.length > 0 ? args[0] : "target"));
    scores.forEach(score -> System.out.println(score.line()));
    if (scores.isEmpty()) {
      System.out.println("template functions: skipped, no cases found");
    }
  }

  /** Runs all suites that are present, leaving one list of failures for each. */
  public static List<TemplateSuite.Score> run(Path reports) throws IOException {
    List<TemplateSuite.Score> scores = new ArrayList<>();
    Files.createDirectories(reports);
    for (String name : TemplateSuite.NAMES) {
      var suite = TemplateSuite.read(name);
      if (suite.isPresent()) {
        TemplateSuite.Score score = suite.get().run();
        scores.add(score);
        Files.write(reports.resolve("functions-" + name + "-failures.txt"), score.failures());
      }
    }
    return scores;
  }
}
