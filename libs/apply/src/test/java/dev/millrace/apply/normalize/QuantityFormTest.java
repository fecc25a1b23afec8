package dev.millrace.apply.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityFormTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.000, 0",
    "1000m, 1",
    "0.1, 100m",
    "1.5, 1500m",
    "1.234, 1.234",
    "1024Mi, 1Gi",
    "1536Mi, 1536Mi",
    "0.5Gi, 512Mi",
    "0.5Ki, 512",
    "1000, 1k",
    "12e6, 12e6",
    "1e4, 10e3",
    "+100m, +100m",
    "-0.5, -500m",
    "0.0000000001, 1n",
    "9Ei, 9223372036854775807",
  })
  void writesTheCanonicalForm(String text, String canonical) {
    assertThat(QuantityForm.canonical(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1x", "1Kii", "1e", "Ei", "1 000", "1e999999999"})
  void refusesWhatIsNoQuantity(String text) {
    assertThatExceptionOfType(NumberFormatException.class)
        .isThrownBy(() -> QuantityForm.canonical(text));
  }
}
