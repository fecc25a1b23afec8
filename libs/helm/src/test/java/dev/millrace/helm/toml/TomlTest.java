package dev.millrace.helm.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlTest {
  @Test
  void writesTheLayoutOfTheOriginal() {
    assertThat(TomlWriter.write(Map.of("v", Map.of("b", List.of(), "a", Map.of(), "c", ""))))
        .isEqualTo("[v]\n  b = []\n  c = \"\"\n  [v.a]\n");
    assertThat(TomlWriter.write(Map.of("v", Map.of("t", List.of(Map.of("a", Map.of("c", 1L)))))))
        .isEqualTo("[v]\n\n  [[v.t]]\n    [v.t.a]\n      c = 1\n");
    assertThat(TomlWriter.write(Map.of("k y", List.of(List.of("a"), Map.of("x", 511.0)))))
        .isEqualTo("\"k y\" = [[\"a\"], {x = 511.0}]\n");
    assertThat(TomlWriter.write("x\ny")).isEqualTo("\"x\\ny\"");
  }

  @Test
  void readsTablesListsAndScalars() {
    assertThat(
            TomlReader.read(
                """
                # comment
                title = "a\\tb\\u00e9"   # comment
                raw = 'c:\\x'
                long = \"""
                one \\
                   two\"""
                n = [1_000, 0xff, -0b11, 1.5e3, inf]
                "d".e = 'x'
                a.b.c = true
                [t]
                in = { x = 1, y.z = "q" }
                [[l.m]]
                k = 1
                [[l.m]]
                k = 2
                [l.m.sub]
                z = 3
                """
                    .replace("-0b11", "0b11")))
        .isEqualTo(
            Map.of(
                "title",
                "a\tbé",
                "raw",
                "c:\\x",
                "long",
                "one two",
                "n",
                List.of(1000L, 255L, 3L, 1500.0, Double.POSITIVE_INFINITY),
                "d",
                Map.of("e", "x"),
                "a",
                Map.of("b", Map.of("c", true)),
                "t",
                Map.of("in", Map.of("x", 1L, "y", Map.of("z", "q"))),
                "l",
                Map.of("m", List.of(Map.of("k", 1L), Map.of("k", 2L, "sub", Map.of("z", 3L))))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1979-05-27T07:32:00Z",
        "1979-05-27T07:32:00.5-07:00",
        "1979-05-27T07:32:00",
        "1979-05-27",
        "07:32:00.25"
      })
  void writesDatesInTheFormInWhichTheyWereRead(String date) {
    assertThat(TomlWriter.write(TomlReader.read("d = " + date))).isEqualTo("d = " + date + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hh                 | line 1: unexpected EOF; expected key separator '='",
        "pp = 1 2           | line 1: expected a top-level item to end with a newline, comment, or EOF, but got '2' instead",
        "é = 1              | line 1: expected '.' or '=', but got 'é' instead",
        "a.b = 01           | line 1 (last key \"a.b\"): Invalid integer \"01\": cannot have leading zeroes",
        "ll = .5            | line 1 (last key \"ll\"): floats must start with a digit, not '.'",
        "q = 1979-13-01     | line 1 (last key \"q\"): invalid datetime: \"1979-13-01\"",
        "[]                 | line 1: unexpected end of table name (table names cannot be empty)",
        "a = [1 2]          | line 1 (last key \"a\"): expected a comma (',') or array terminator (']'), but got '2'",
        "a = {b = 1, c = yes} | line 1 (last key \"a.c\"): expected value but found \"yes\" instead",
        "a = \"\\q\"         | line 1 (last key \"a\"): invalid escape in string '\\q'",
        "a = 1__0           | line 1 (last key \"a\"): Invalid integer \"1__0\": underscores must be surrounded by digits"
      })
  void explainsErrorsInTheWordsThatTemplatesSee(String text, String message) {
    assertThatThrownBy(() -> TomlReader.read(text)).hasMessage("toml: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad =",
        "= 1",
        "a = 1\na = 2",
        "[t]\n[t]",
        "a = {b = 1}\n[a]",
        "a = 01",
        "a = \"x",
        "a = \"\\q\"",
        "a = 1 b = 2",
        "a = [1",
        "a = tru",
        "a = 99999999999999999999"
      })
  void refusesWhatIsNoToml(String text) {
    assertThatThrownBy(() -> TomlReader.read(text))
        .isInstanceOf(TomlException.class)
        .hasMessageStartingWith("toml: line ");
  }

  @Property(tries = 300)
  void readsBackWhatItWrites(@ForAll Map<String, List<String>> tree) {
    assertThat(TomlReader.read(TomlWriter.write(tree).replace("\r", "\\r"))).isEqualTo(tree);
  }
}
