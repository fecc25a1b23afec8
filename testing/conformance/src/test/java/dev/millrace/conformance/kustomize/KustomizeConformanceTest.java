package dev.millrace.conformance.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.conformance.ConformanceFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KustomizeConformanceTest {

  @Test
  void printsWhatTheOriginalPrints() throws IOException {
    Optional<Path> cases = ConformanceFolder.find("kustomize");
    assumeTrue(cases.isPresent(), "no kustomize cases beside the repository: skipped");
    KustomizeConformance.Score score = new KustomizeConformance(cases.orElseThrow()).run();
    assertThat(score.total()).isPositive();
    assertThat(score.failures()).isEmpty();
  }
}
