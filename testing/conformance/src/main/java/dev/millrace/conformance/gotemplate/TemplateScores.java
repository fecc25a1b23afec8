package dev.millrace.conformance.gotemplate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints the scores of the template suites and writes what failed to a folder. */
public final class TemplateScores {
  private TemplateScores() {}

  /**
   * Runs all suites that are present.
   *
   * @param args the folder of the cases, and the folder for the lists of failures
   */
  public static void main(String[] args) throws IOException {
    for (TemplateSuite.Score score : run(Path.of(args[0]), Path.of(args[1]))) {
      System.out.println(score.line());
    }
  }

  /** Runs all suites that are present, leaving one list of failures for each. */
  public static List<TemplateSuite.Score> run(Path casesRoot, Path reports) throws IOException {
    List<TemplateSuite.Score> scores = new ArrayList<>();
    Files.createDirectories(reports);
    for (String name : TemplateSuite.NAMES) {
      var suite = TemplateSuite.read(casesRoot, name);
      if (suite.isPresent()) {
        TemplateSuite.Score score = suite.get().run();
        scores.add(score);
        Files.writeString(
            reports.resolve("gotemplate-" + name + ".txt"),
            String.join("\n", score.failures()) + "\n");
      }
    }
    return scores;
  }
}
