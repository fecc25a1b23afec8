package dev.millrace.conformance.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.conformance.ConformanceFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelmConformanceTest {
  @Test
  void equalsHelmOnAllCases() throws IOException {
    Optional<Path> cases = ConformanceFolder.find("helm");
    if (cases.isEmpty()) {
      System.out.println("helm: skipped, the folder of the conformance cases is not there");
      return;
    }
    HelmConformance.Score score =
        HelmConformance.run(cases.get(), Path.of("target", "helm-failing.txt"));
    assertThat(score.functions()).isEqualTo(score.functionsTotal());
    assertThat(score.documents()).isEqualTo(score.documentsTotal());
    assertThat(score.bytes()).isEqualTo(score.bytesTotal());
    assertThat(score.errors()).isEqualTo(score.errorsTotal());
  }
}
