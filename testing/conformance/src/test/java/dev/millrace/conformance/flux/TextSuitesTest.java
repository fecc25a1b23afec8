package dev.millrace.conformance.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSuitesTest {
  @ParameterizedTest
  @ValueSource(strings = {"envsubst", "substitute", "imagepolicy", "setters"})
  void passesEveryCase(String suite) throws IOException {
    var cases = ObjectCases.read(suite);
    assumeTrue(cases.isPresent(), "skipped: no conformance cases beside the repository");
    var score = cases.orElseThrow().run(Objects.requireNonNull(FluxSuites.suites().get(suite)));
    System.out.println(score.line());
    assertThat(score.failures()).isEmpty();
    assertThat(score.total()).isPositive();
  }
}
