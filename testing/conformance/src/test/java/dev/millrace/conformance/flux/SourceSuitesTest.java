package dev.millrace.conformance.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceSuitesTest {

  @Test
  void passesEverySourceIgnoreCase() throws IOException {
    assertFullScore("sourceignore", new SourceIgnoreSuite()::answer);
  }

  @Test
  void passesEveryGitReferenceCase() throws IOException {
    assertFullScore("gitrefs", new GitRefsSuite()::answer);
  }

  private static void assertFullScore(
      String suite, Function<Map<String, @Nullable Object>, @Nullable Object> port)
      throws IOException {
    var cases = ObjectCases.read(suite);
    assumeTrue(cases.isPresent(), "skipped: no conformance cases beside the repository");
    var score = cases.orElseThrow().run(port);
    System.out.println(score.line());
    assertThat(score.failures()).isEmpty();
  }
}
