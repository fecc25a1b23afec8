package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations recorded from sigs.k8s.io/yaml v1.6.0 and yaml.v3. */
class GoYamlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "true",
        "null",
        "~",
        "",
        "1",
        "0x1F",
        "017",
        "1_000",
        "1e3",
        "12:30:45",
        "2024-01-01",
        ".inf",
        ".nan",
        ".5",
        "0o17",
        "2024-01-01 10:00:00"
      })
  void doubleQuotesTextThatWouldMeanSomethingElse(String text) {
    assertThat(GoYaml.write(text)).isEqualTo("\"" + text + "\"\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=",
        "<<",
        "a b",
        "a#b",
        "a:b",
        "-a",
        "é日本",
        "http://x/?y=1",
        "0o8",
        "1e400",
        "..",
        "--"
      })
  void leavesHarmlessTextPlain(String text) {
    assertThat(GoYaml.write(text)).isEqualTo(text + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b", "a #b", "#a", "- a", "-", " a", "a ", "@a", "`a", "[a", "{a", "*", "&", "!", "a:",
        "---", "...x", "? a"
      })
  void singleQuotesTextWithIndicators(String text) {
    assertThat(GoYaml.write(text)).isEqualTo("'" + text + "'\n");
  }

  @Test
  void doublesSingleQuotes() {
    assertThat(GoYaml.write("'a'")).isEqualTo("'''a'''\n");
  }

  @Test
  void escapesWhatIsNotPrintable() {
    assertThat(GoYaml.write("a\tb")).isEqualTo("\"a\\tb\"\n");
    assertThat(GoYaml.write("a\rb")).isEqualTo("\"a\\rb\"\n");
    assertThat(GoYaml.write("😀 é")).isEqualTo("\"\\U0001F600 é\"\n");
    assertThat(GoYaml.write("\u0000")).isEqualTo("\"\\0\"\n");
    assertThat(GoYaml.write("\ufeffa b")).isEqualTo("\"\\uFEFF\\x61\\x20\\x62\"\n");
  }

  @ParameterizedTest
  @MethodSource
  void writesBlocksWhereTheyFit(String text, String expected) {
    assertThat(GoYaml.write(Map.of("k", text))).isEqualTo(expected);
  }

  static Stream<Arguments> writesBlocksWhereTheyFit() {
    return Stream.of(
        arguments("a\nb", "k: |-\n  a\n  b\n"),
        arguments("a\nb\n", "k: |\n  a\n  b\n"),
        arguments("a\n\n", "k: |+\n  a\n\n"),
        arguments("\n", "k: |2+\n\n"),
        arguments(" a\nb", "k: |2-\n   a\n  b\n"),
        arguments("\na", "k: |2-\n\n  a\n"),
        arguments("a \nb", "k: \"a \\nb\"\n"),
        arguments("a\n\tb", "k: \"a\\n\\tb\"\n"),
        arguments("a\nb ", "k: \"a\\nb \"\n"));
  }

  @Test
  void foldsLongScalarsBehindColumn80() {
    String words = "word ".repeat(30).strip();
    assertThat(GoYaml.write(Map.of("key", words)))
        .isEqualTo(
            """
            key: word word word word word word word word word word word word word word word word
              word word word word word word word word word word word word word word
            """);
  }

  @Test
  void startsListsInTheColumnOfTheirKey() {
    assertThat(GoYaml.write(Map.of("a", List.of(List.of(1, 2), Map.of("b", List.of("x"), "c", 1)))))
        .isEqualTo(
            """
            a:
            - - 1
              - 2
            - b:
              - x
              c: 1
            """);
  }

  @Test
  void writesEmptyCollectionsAndNull() {
    assertThat(
            GoYaml.write(Map.of("a", Map.of(), "b", List.of(), "c", Arrays.asList((Object) null))))
        .isEqualTo("a: {}\nb: []\nc:\n- null\n");
  }

  @Test
  void marksKeysThatAreTooLong() {
    String key = "k".repeat(129);
    assertThat(GoYaml.write(Map.of(key, List.of(1)))).isEqualTo("? " + key + "\n: - 1\n");
  }

  @Test
  void sortsNumbersInKeysByValue() {
    Map<String, Object> map =
        Map.of("a10", 1, "a2", 1, "B", 1, "a-b", 1, "a.b", 1, "9", 1, "10", 1);
    assertThat(GoYaml.write(map))
        .isEqualTo("\"9\": 1\n\"10\": 1\nB: 1\na-b: 1\na.b: 1\na2: 1\na10: 1\n");
  }

  @Test
  void sortsKeysThatHaveNoOrderAlwaysTheSameWay() {
    assertThat(KeyOrder.V2.sort(List.of("a1b", "a2", "a10")))
        .isEqualTo(KeyOrder.V2.sort(List.of("a10", "a1b", "a2")));
    assertThat(KeyOrder.V3.sort(List.of("a10", "a2", "a1b"))).containsExactly("a1b", "a2", "a10");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "1e6, 1000000",
    "1e20, 1e+20",
    "1e21, 1e+21",
    "1e-7, 1e-07",
    "1.5, 1.5",
    "123456789.5, 1.234567895e+08",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-0.0, 0",
    "4.9e-324, 5e-324"
  })
  void writesFloatsAsAfterARoundTripThroughJson(double value, String expected) {
    assertThat(GoYaml.write(value)).isEqualTo(expected + "\n");
  }

  @Test
  void keepsIntegersExact() {
    assertThat(GoYaml.write(Long.MIN_VALUE)).isEqualTo("-9223372036854775808\n");
    assertThat(GoYaml.write(new BigInteger("18446744073709551615")))
        .isEqualTo("18446744073709551615\n");
    assertThat(GoYaml.write(new BigInteger("18446744073709551616")))
        .isEqualTo("1.8446744073709552e+19\n");
  }

  @Test
  void refusesWhatTheOriginalRefuses() {
    assertThatThrownBy(() -> GoYaml.write(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> GoYaml.write("a\u007fb")).hasMessageContaining("control character");
    assertThatThrownBy(() -> GoYaml.write(new Object())).hasMessageContaining("no part of a YAML");
  }

  @Test
  void prettyIndentsListsAndNeverFolds() {
    String words = "word ".repeat(30).strip();
    assertThat(GoYaml.writePretty(Map.of("l", List.of(Map.of("f", 1e6, "w", words, "y", "y\tz")))))
        .isEqualTo("l:\n  - f: 1e+06\n    w: " + words + "\n    \"y\": \"y\\tz\"\n");
  }

  @Test
  void writesDirectlyWithoutJsonInBetween() {
    assertThat(GoYaml.writeDirectly(Map.of("a", "\u0000\u0001\u007f")))
        .isEqualTo("a: \"\\0\\x01\\x7F\"\n");
    assertThat(GoYaml.writeDirectly(Map.of("l", List.of(1L, 1.5)))).isEqualTo("l:\n- 1\n- 1.5\n");
  }
}
