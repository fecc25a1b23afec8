package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What unquoted scalars mean; the expectations were recorded from the Go libraries. */
class ScalarMeaningTest {
  @ParameterizedTest
  @ValueSource(strings = {"yes", "Yes", "on", "ON", "y", "Y", "true", "TRUE"})
  void sigsReadsOldTrueWords(String text) {
    assertThat(sigs(text)).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "No", "off", "n", "N", "false", "False"})
  void sigsReadsOldFalseWords(String text) {
    assertThat(sigs(text)).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "on", "off", "y", "N", "tRue", "yEs", "none"})
  void kustomizeReadsOldBooleansAsText(String text) {
    assertThat(kustomize(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "Null", "NULL", "~", ""})
  void bothReadNull(String text) {
    assertThat(sigs(text)).isNull();
    assertThat(kustomize(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "+1, 1",
    "00, 0",
    "07, 7",
    "0755, 493",
    "0o755, 493",
    "0O17, 15",
    "0x1F, 31",
    "0X1f, 31",
    "-0x1F, -31",
    "0b11, 3",
    "-0b11, -3",
    "1_000, 1000",
    "1__0, 10",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void integersInAllForms(String text, long expected) {
    assertThat(sigs(text)).isEqualTo(expected);
    assertThat(kustomize(text)).isEqualTo(expected);
  }

  @Test
  void unsignedIntegersStayExact() {
    assertThat(sigs("18446744073709551615")).isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(sigs("18446744073709551616")).isEqualTo(1.8446744073709552e19);
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1.5", ".5, 0.5", "-.5, -0.5", "1.5e-7, 1.5e-7", ".5_5, 0.55", "1e22, 1e22"})
  void floats(String text, double expected) {
    assertThat(sigs(text)).isEqualTo(expected);
    assertThat(kustomize(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1", "1., 1", "1e3, 1000", "08, 8", "1e18, 1000000000000000000"})
  void sigsTurnsWholeFloatsIntoIntegers(String text, long expected) {
    assertThat(sigs(text)).isEqualTo(expected);
    assertThat(kustomize(text)).isEqualTo((double) expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:30",
        "12:30:45",
        "190:20:30",
        "1e400",
        "0x",
        "0o8",
        "1.5.2",
        "1e",
        "_1",
        "=",
        "1,000",
        "v1.2",
        "...x",
        "a:b",
        "2024-13-01",
        "2024-02-30",
        "2024-01-01T25:00:00Z",
        "+",
        "."
      })
  void lookalikesAreText(String text) {
    assertThat(sigs(text)).isEqualTo(text);
    assertThat(kustomize(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-01, 2024-01-01T00:00:00Z",
    "2024-1-1, 2024-01-01T00:00:00Z",
    "2024-01-01t1:2:3.5+02:00, 2024-01-01T01:02:03.5+02:00",
    "2024-01-01 10:00:00, 2024-01-01T10:00:00Z",
    "2024-01-01T10:00:00.123456789012Z, 2024-01-01T10:00:00.123456789Z",
    "2024-01-01T10:00:00-00:00, 2024-01-01T10:00:00Z"
  })
  void datesStayTextForSigsAndBecomeRfc3339ForKustomize(String text, String rfc3339) {
    assertThat(sigs(text)).isEqualTo(text);
    assertThat(kustomize(text)).isEqualTo(rfc3339);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"!!str 3|3", "!!str yes|yes", "!!binary aGVsbG8=|hello", "!ref x|x"})
  void tagsAndQuotesMakeText(String text, String expected) {
    assertThat(sigs(text)).isEqualTo(expected);
    assertThat(kustomize(text)).isEqualTo(expected);
  }

  @Test
  void quotedTextIsText() {
    assertThat(sigs("'1'")).isEqualTo("1");
    assertThat(kustomize("\"true\"")).isEqualTo("true");
  }

  @Test
  void tagsConvertQuotedText() {
    assertThat(sigs("!!int \"3\"")).isEqualTo(3L);
    assertThat(sigs("!!bool yes")).isEqualTo(true);
    assertThat(kustomize("!!float 3")).isEqualTo(3.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!int x", "!!null x", "!!bool 1", "!!binary '*'", "!!int 1.5"})
  void refusesValuesThatContradictTheirTag(String text) {
    assertThatThrownBy(() -> sigs(text)).isInstanceOf(YamlException.class);
    assertThatThrownBy(() -> kustomize(text)).isInstanceOf(YamlException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.inf", "+.Inf", ".nan", ".NaN"})
  void refusesWhatJsonCannotHold(String text) {
    assertThatThrownBy(() -> sigs(text)).hasMessageContaining("infinity and NaN");
    assertThatThrownBy(() -> kustomize(text)).hasMessageContaining("infinity and NaN");
  }

  @Test
  void helmValuesAreDoubles() {
    YamlReader values = YamlReader.sigs().allNumbersAsDoubles();
    assertThat(values.read("a: 1000000\nb: [0x10, 1.5]"))
        .isEqualTo(Map.of("a", 1e6, "b", Arrays.asList(16.0, 1.5)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "yes, true", "1.5, 1.5", "0x10, 16", "1e3, 1000", "1e7, 1e+07", ".inf, .inf"})
  void sigsTurnsKeysIntoText(String key, String expected) {
    assertThat(YamlReader.sigs().read(key + ": v")).isEqualTo(Map.of(expected, "v"));
  }

  private static @Nullable Object sigs(String scalar) {
    return value(YamlReader.sigs(), scalar);
  }

  private static @Nullable Object kustomize(String scalar) {
    return value(YamlReader.kustomize(), scalar);
  }

  private static @Nullable Object value(YamlReader reader, String scalar) {
    Object tree = reader.read("k: " + scalar);
    return tree instanceof Map<?, ?> map ? map.get("k") : null;
  }
}
