package dev.millrace.conformance.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemplateSuiteTest {
  @Test
  void executesEveryTemplateAsGoDoes() throws IOException {
    var scores = TemplateScores.run(Path.of("target"));
    assumeFalse(scores.isEmpty(), "skipped: no conformance cases beside the repository");
    for (TemplateSuite.Score score : scores) {
      System.out.println(score.line());
      assertThat(score.failures()).as(score.name()).isEmpty();
      assertThat(score.total()).isPositive();
    }
  }
}
