package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations recorded from Go 1.26's encoding/json. */
class GoJsonTest {
  @Test
  void sortsKeysByTheirBytes() {
    assertThat(GoJson.write(Map.of("b", 1, "a", List.of(true), "\uff00", 2, "😀", 3)))
        .isEqualTo("{\"a\":[true],\"b\":1,\"\uff00\":2,\"😀\":3}");
  }

  @Test
  void keepsTheOrderOfStructFields() {
    var fields = new StructFields();
    fields.put("name", "x");
    fields.put("chart", Map.of("b", 1L, "a", 2L));
    assertThat(GoYaml.write(fields)).isEqualTo("name: x\nchart:\n  a: 2\n  b: 1\n");
    assertThat(GoJson.write(fields)).isEqualTo("{\"name\":\"x\",\"chart\":{\"a\":2,\"b\":1}}");
  }

  @Test
  void writesLargeTreesPieceByPiece() throws Exception {
    Map<String, Object> tree =
        Map.of("text", "line <1>\n😀".repeat(20_000), "list", List.of("x".repeat(100_000), 1L));
    List<String> pieces = new ArrayList<>();

    GoJson.write(tree, new Pieces(pieces));

    assertThat(String.join("", pieces)).isEqualTo(GoJson.write(tree));
    assertThat(pieces).hasSizeGreaterThan(20);
  }

  @Test
  void escapesAsGoDoes() {
    assertThat(GoJson.write("\b\f\n\r\t\u000b\u007f<>&\u2028é😀\u0000\"\\"))
        .isEqualTo(
            "\"\\b\\f\\n\\r\\t\\u000b\u007f\\u003c\\u003e\\u0026\\u2028é😀\\u0000\\\"\\\\\"");
    assertThat(GoJson.write("<&>", GoJson.Html.PLAIN)).isEqualTo("\"<&>\"");
    assertThat(GoJson.write("\ud800x")).isEqualTo("\"\\ufffdx\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1", "1e20, 100000000000000000000", "1e21, 1e+21", "1e-6, 0.000001", "1e-7, 1e-7",
    "-1e-7, -1e-7", "5e-324, 5e-324", "-0.0, -0", "1e100, 1e+100", "123456789.125, 123456789.125"
  })
  void writesFloats(double value, String expected) {
    assertThat(GoJson.write(value)).isEqualTo(expected);
  }

  @Test
  void indentsAsMarshalIndentDoes() {
    Object tree = Map.of("a", List.of(1, Map.of()), "b", List.of(), "c", Map.of("d", "x"));
    assertThat(GoJson.writeIndented(tree, "  "))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {}
              ],
              "b": [],
              "c": {
                "d": "x"
              }
            }\
            """);
  }

  @Test
  void keepsKindsOfNumbersApart() {
    assertThat(GoJson.read("[1, -9223372036854775808, 9223372036854775808, 1.0, 1e2, -0]"))
        .isEqualTo(
            List.of(1L, Long.MIN_VALUE, new BigInteger("9223372036854775808"), 1.0, 100.0, 0L));
  }

  @Test
  void readsAllNumbersAsDoublesWhereWanted() {
    assertThat(GoJson.readDoubles("[1, -0, 9007199254740993, {\"a\": 2}]"))
        .isEqualTo(List.of(1.0, -0.0, 9007199254740992.0, Map.of("a", 2.0)));
  }

  @Test
  void readsEscapesAndNesting() {
    assertThat(GoJson.read(" {\"a\":[null,\"\\u00e9\\ud83d\\ude00\\n\\/\\ud800\"]} "))
        .isEqualTo(Map.of("a", Arrays.asList(null, "é😀\n/\ufffd")));
  }

  @Test
  void lastDuplicateCountsUnlessStrict() {
    assertThat(GoJson.read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
    assertThatThrownBy(() -> GoJson.readStrict("{\"a\":1,\"a\":2}", YamlLimits.DEFAULT))
        .hasMessageContaining("occurs twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "nul",
        "[1] 2",
        "'a'",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"abc",
        "-",
        "1e999",
        "[1 2]",
        "{\"a\" 1}",
        "NaN"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> GoJson.read(text)).isInstanceOf(YamlException.class);
  }

  @Test
  void namesThePlaceOfErrors() {
    assertThatThrownBy(() -> GoJson.read("{\n  \"a\": tru\n}"))
        .hasMessageStartingWith("line 2, column 8: invalid value");
  }

  @Test
  void boundsDepth() {
    assertThatThrownBy(() -> GoJson.read("[".repeat(100_000)))
        .hasMessageContaining("deeper than 300 levels");
  }

  private record Pieces(List<String> pieces) implements Appendable {
    @Override
    public Appendable append(CharSequence text) {
      pieces.add(text.toString());
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) {
      return append(String.valueOf(c));
    }
  }
}
