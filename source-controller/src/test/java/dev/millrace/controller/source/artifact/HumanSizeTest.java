package dev.millrace.controller.source.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0,0B",
    "999,999B",
    "1000,1kB",
    "1234,1.234kB",
    "12345,12.35kB",
    "1500000,1.5MB",
    "2000000000,2GB"
  })
  void readsAsDockerPrintsIt(long bytes, String text) {
    assertThat(HumanSize.of(bytes)).isEqualTo(text);
  }
}
