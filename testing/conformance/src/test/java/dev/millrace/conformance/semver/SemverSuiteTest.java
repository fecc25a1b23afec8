package dev.millrace.conformance.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SemverSuiteTest {
  @Test
  void answersEveryCaseAsTheOriginal() throws IOException {
    var score = SemverSuite.run();
    assumeTrue(score.isPresent(), "skipped: no conformance cases beside the repository");
    System.out.println(score.get());
    assertThat(score.get().failures()).isEmpty();
    assertThat(score.get().total()).isPositive();
  }
}
