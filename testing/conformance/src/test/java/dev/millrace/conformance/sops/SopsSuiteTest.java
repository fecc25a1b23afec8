package dev.millrace.conformance.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SopsSuiteTest {
  @Test
  void decryptsAndRefusesFilesAsTheCommandDoes() throws IOException {
    check(SopsSuite.run());
  }

  @Test
  void decryptsObjectsAsFluxDoes() throws IOException {
    check(SopsFluxSuite.run());
  }

  private static void check(Optional<SopsSuite.Score> score) {
    assumeTrue(score.isPresent(), "skipped: no conformance cases beside the repository");
    System.out.println(score.get());
    assertThat(score.get().failures()).isEmpty();
    assertThat(score.get().total()).isPositive();
  }
}
