package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax that is accepted; expectations recorded from go-yaml v2 and v3. */
class SyntaxTest {
  private static final YamlReader READER = YamlReader.sigs();

  @ParameterizedTest
  @MethodSource
  void readsScalarsOfAllStyles(String text, String expected) {
    assertThat(READER.read(text)).isEqualTo(expected);
    assertThat(YamlReader.kustomize().read("k: " + text.replace("\n", "\n ")))
        .isEqualTo(Map.of("k", expected));
  }

  static Stream<Arguments> readsScalarsOfAllStyles() {
    return Stream.of(
        arguments("a b", "a b"),
        arguments("a\n b", "a b"),
        arguments("a\n\n\n b", "a\n\nb"),
        arguments("a:b", "a:b"),
        arguments("a#b", "a#b"),
        arguments("a #b", "a"),
        arguments("-a", "-a"),
        arguments("?a", "?a"),
        arguments(":a", ":a"),
        arguments("a, [b] {c}", "a, [b] {c}"),
        arguments("a\u0085 b", "a b"),
        arguments("a\u2028 b", "a\u2028b"),
        arguments("'it''s'", "it's"),
        arguments("'a\n\n b'", "a\nb"),
        arguments("'a\\n'", "a\\n"),
        arguments("\"a\\tb\\x41\\u00e9\\U0001F600\\/\"".replace("\\/", "\\\\"), "a\tbAé😀\\"),
        arguments(
            "\"\\0\\a\\b\\v\\f\\r\\e\\ \\N\\_\\L\\P\"",
            "\0\u0007\b\u000b\f\r\u001b \u0085\u00a0\u2028\u2029"),
        arguments("\"a \\\n  b\"", "a b"),
        arguments("\"a \n  b\"", "a b"),
        arguments("|\n  a\n   b\n", "a\n b\n"),
        arguments("|-\n  a\n\n", "a"),
        arguments("|+\n  a\n\n", "a\n\n"),
        arguments("| # c\n  a", "a"),
        arguments(">\n  a\n  b\n\n  c\n   d\n  e\n", "a b\nc\n d\ne\n"),
        arguments("|\n  # no comment\n", "# no comment\n"));
  }

  @ParameterizedTest
  @MethodSource
  void readsCollections(String text, @Nullable Object expected) {
    assertThat(READER.read(text)).isEqualTo(expected);
  }

  static Stream<Arguments> readsCollections() {
    return Stream.of(
        arguments("a:\n- 1\n- 2\nb: 3", Map.of("a", List.of(1L, 2L), "b", 3L)),
        arguments(
            "- - 1\n  - 2\n-\n  a: 1\n  b: 2", List.of(List.of(1L, 2L), Map.of("a", 1L, "b", 2L))),
        arguments("- a: 1\n  b:\n  - 2", List.of(Map.of("a", 1L, "b", List.of(2L)))),
        arguments("? a\n: 1\n? b", nullable("a", 1L, "b", "null")),
        arguments(
            "[a, 'b', [], {}, c: 1, ]", List.of("a", "b", List.of(), Map.of(), Map.of("c", 1L))),
        arguments("{a: 1, b, c: , \"d\":e}", nullable("a", 1L, "b", "null", "c", "null", "d", "e")),
        arguments("[-, a:, http://x]", List.of("-", "a:", "http://x")),
        arguments("{\n\"a\":\n1\n}", Map.of("a", 1L)),
        arguments("- &a x\n- *a\n- &a w\n- *a", List.of("x", "x", "w", "w")),
        arguments("&a k: *a", Map.of("k", "k")),
        arguments("a: &x\nb: !!str", nullable("a", "null", "b", "")),
        arguments("%TAG !e! tag:x,1:\n---\na: !e!b c", Map.of("a", "c")),
        arguments("--- a", "a"),
        arguments("a: 1\n...\nnonsense", Map.of("a", 1L)),
        arguments("a: \"x\ny\"", Map.of("a", "x y")),
        arguments("k: [\n1\n]", Map.of("k", List.of(1L))));
  }

  /** A map in which the text {@code null} stands for null. */
  private static Map<String, @Nullable Object> nullable(Object... pairs) {
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1].equals("null") ? null : pairs[i + 1]);
    }
    return map;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b: c",
        "a\nb: c",
        "- a\nb",
        "a: 1\n b: 2",
        "k: - a",
        "[a",
        "{a: 1",
        "[,]",
        "[a,,b]",
        "{a: ?}",
        "'a",
        "\"a",
        "\"\\q\"",
        "\"\\x4\"",
        "\"\\uD800\"",
        "\"\\U00110000\"",
        "*a",
        "&",
        "!<",
        "!x!y z",
        "!!",
        "%FOO\n---",
        "%YAML 1\n---",
        "%YAML 1.1\na",
        "|0\n a",
        "| a",
        "|99\n a",
        "@a",
        "`a",
        "%a",
        "a: @b",
        "\ta: 1",
        "-\ta: 1",
        "a:\n\tb: 1",
        "a: |\n\tb",
        "\"a\n---\nb\"",
        "a\u0000",
        "a\u0007b",
        "a\u007f",
        "\ud800",
        ": x",
        "a: 'b' c",
        "a: [b] c",
        "a:\n  b\n c: d"
      })
  void refusesMalformedText(String text) {
    assertThatThrownBy(() -> READER.read(text))
        .isInstanceOf(YamlException.class)
        .hasMessageStartingWith("line ");
  }

  @Test
  void blocksMayTellTheirIndentation() {
    assertThat(READER.read("|2\n   a\n")).isEqualTo(" a\n");
    assertThat(READER.read("|-1\n  a")).isEqualTo(" a");
    assertThat(READER.read("k: |2\n    a\n")).isEqualTo(Map.of("k", "  a\n"));
  }

  @Test
  void emptyDocumentsAreNull() {
    assertThat(READER.read("")).isNull();
    assertThat(READER.read("# only a comment")).isNull();
    assertThat(READER.read("---\n# c\n--- x")).isNull();
  }

  @Test
  void refusesDocumentsThatAreNotSeparated() {
    assertThatThrownBy(() -> READER.readAll("'a' 'b'")).hasMessageContaining("expected '---'");
    assertThat(READER.readAll("a\n...\n---\nb\n...\n...\n")).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource
  void saysWhatToDoAboutCommonMistakes(String text, String message) {
    assertThatThrownBy(() -> READER.read(text)).hasMessage(message);
  }

  static Stream<Arguments> saysWhatToDoAboutCommonMistakes() {
    return Stream.of(
        arguments(
            "a: b: c",
            "line 1, column 5: a map can't start here; check the indentation, or quote a text that"
                + " has ': '"),
        arguments("a:\n\tb: 1", "line 2, column 1: a line can't start with a tab; use spaces"),
        arguments("a: @b", "line 1, column 4: text can't start with '@'; quote it"),
        arguments("a: 'b\nc: d", "line 1, column 4: the quote that starts here is never closed"),
        arguments("a: [1\nb: 2", "line 2, column 2: expected ',' or ']'"),
        arguments(
            "a: 1\n b: 2",
            "line 2, column 3: a map can't start here; check the indentation, or quote a text that"
                + " has ': '"),
        arguments(
            "x: 1\na\u0007",
            "line 2, column 2: the character U+0007 is not allowed; escape it in"
                + " double quotes"));
  }

  @Test
  void keysMayNotBeLongerThanALine() {
    assertThat(READER.read("k".repeat(1000) + ": 1")).isEqualTo(Map.of("k".repeat(1000), 1L));
    assertThatThrownBy(() -> READER.read("k".repeat(1100) + ": 1"))
        .isInstanceOf(YamlException.class);
    assertThat(READER.read("? " + "k".repeat(1100) + "\n: 1"))
        .isEqualTo(Map.of("k".repeat(1100), 1L));
  }

  @Test
  void takesTabsBetweenTokensForSpaces() {
    assertThat(READER.read("a:\t\n  b:\tc\t\n'd'\t: 1\n"))
        .isEqualTo(Map.of("a", Map.of("b", "c"), "d", 1L));
    assertThat(READER.read("{\n\t\"a\": [\n\t\t1,\t2\n\t]\n}\n"))
        .isEqualTo(Map.of("a", List.of(1L, 2L)));
    assertThat(READER.read("a:\t|\n  x\ty\n  \tz\nb: \"p\tq\"\n"))
        .isEqualTo(Map.of("a", "x\ty\n\tz\n", "b", "p\tq"));
  }

  @Test
  void positionsCountLinesAndCharacters() {
    YamlNode root = READER.readNodes("# é\n😀: 'x'\nb:\n  - |\n    y\n").getFirst();
    YamlNode.Mapping mapping = (YamlNode.Mapping) root;
    assertThat(mapping.entries().get(0).value().start()).isEqualTo(new Position(2, 4, 8));
    assertThat(mapping.entries().get(0).value().end()).isEqualTo(new Position(2, 7, 11));
    YamlNode.Sequence list = (YamlNode.Sequence) mapping.entries().get(1).value();
    assertThat(list.items().getFirst().start()).isEqualTo(new Position(4, 5, 19));
  }

  @Test
  void deepAndLongTextsTakeLittleTime() {
    String many = "[" + "a, ".repeat(200_000) + "]";
    assertThat((List<?>) READER.read(many)).hasSize(200_000);
    assertThat(READER.read("[".repeat(250) + "a" + "]".repeat(250))).isNotNull();
    for (String hostile : List.of("[", "{", "- ", "? ", "a: [", "\"\\", "[? ", "{a: ")) {
      assertThatThrownBy(() -> READER.read(hostile.repeat(100_000)))
          .isInstanceOf(YamlException.class);
    }
    assertThat(READER.read("'".repeat(100_000))).isEqualTo("'".repeat(49_999));
  }

  @Test
  void nullableListsKeepTheirNulls() {
    assertThat(READER.read("-\n- ~\n- a")).isEqualTo(Arrays.asList(null, null, "a"));
  }
}
