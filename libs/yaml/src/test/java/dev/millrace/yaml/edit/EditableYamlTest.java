package dev.millrace.yaml.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EditableYamlTest {
  @Test
  void keepsEveryOtherByte() {
    String text =
        "\ufeff# head\r\na:   &x  'old'   # behind\r\nb: {c:  1 ,d: *x}\r\n---\r\n\r\n e:\r\n   - \"😀\"\r\n";
    EditableYaml file = parse(text);
    file.replace(scalars(file).get(1), "new");
    assertThat(file.text()).isEqualTo(text.replace("'old'", "'new'"));
  }

  @Test
  void withoutReplacementTheTextIsTheSame() {
    String text = "a:\t1\n\n#x\n---\n# nothing\n--- # y\n- |\n  z\n...\n";
    assertThat(parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource
  void writesTheValueInTheOldStyle(String before, String value, String expected) {
    EditableYaml file = parse(before);
    file.replace(scalars(file).get(1), value);
    assertThat(file.text()).isEqualTo(expected);
  }

  static Stream<Arguments> writesTheValueInTheOldStyle() {
    return Stream.of(
        arguments("a: x # c", "y:1", "a: y:1 # c"),
        arguments("a: x", "1.0", "a: \"1.0\""),
        arguments("a: x", "yes", "a: \"yes\""),
        arguments("a: x", "", "a: \"\""),
        arguments("a: x", "2024-01-01", "a: \"2024-01-01\""),
        arguments("a: x", "- y", "a: '- y'"),
        arguments("a: x", "y\tz", "a: \"y\\tz\""),
        arguments("a: 'x'", "it's", "a: 'it''s'"),
        arguments("a: 'x'", "1", "a: '1'"),
        arguments("a: \"x\"", "y\"z", "a: \"y\\\"z\""),
        arguments("a: 1", "2", "a: \"2\""),
        arguments("a: 1.5", "v2", "a: !!float v2"),
        arguments("a: !!str 1", "v2", "a: !!str v2"),
        arguments("a: &n !t x", "w", "a: &n !t w"),
        arguments("a: [x]", "y:1", "a: ['y:1']"),
        arguments("{a: x}", "w", "{a: w}"),
        arguments("a: \"x\n  y\" # c", "z", "a: \"z\" # c"),
        arguments("a: x\n  y # c\nb: 1", "z", "a: z # c\nb: 1"),
        arguments("a: |  # c\n   x\nb: 1", "w", "a: |-  # c\n   w\nb: 1"),
        arguments("a: >+\r\n  x\r\n\r\nb: 1", "w", "a: >-\r\n  w\r\n\r\nb: 1"),
        arguments("a: |\n  x\nb: 1", "2", "a: \"2\"\nb: 1"));
  }

  @Test
  void replacesSeveralScalarsInAnyOrder() {
    EditableYaml file = parse("a: 1\nb: '2'\n---\nc: [x, y]\n");
    List<YamlNode.Scalar> scalars = scalars(file);
    file.replace(scalars.get(6), "W");
    file.replace(scalars.get(1), "one");
    file.replace(scalars.get(3), "two");
    assertThat(file.text()).isEqualTo("a: !!int one\nb: 'two'\n---\nc: [x, W]\n");
  }

  @Test
  void findsTheCommentBehindAScalar() {
    String text =
        """
        a: x # plain
        b: 'y'	# quoted
        c: |  # block
          # content
        d: [e, # first
          f] # list
        # head
        g: # key
          h
        i: *x
        j: "k
          l" # last line
        m: n#o
        """;
    EditableYaml file = parse(text.replace("a: x", "a: &x x"));
    List<String> comments =
        scalars(file).stream().map(file::lineComment).filter(c -> !c.isEmpty()).toList();
    assertThat(comments)
        .containsExactly("# plain", "# quoted", "# block", "# first", "# last line");
  }

  @Test
  void refusesMalformedFiles() {
    assertThatThrownBy(() -> parse("a: 1\n---\nb: [")).isInstanceOf(YamlException.class);
    assertThatThrownBy(() -> EditableYaml.parse("a: 1", new YamlLimits(2, 9, 9, 9)))
        .isInstanceOf(YamlException.class);
  }

  @Test
  void theReplacedValueReadsBack() {
    for (String value :
        List.of("x", "1", "", "a: b", "#", "'", "\"", "\n", "x\ny", " ", "é😀", "- ")) {
      for (String before : List.of("k: v", "k: 'v'", "k: \"v\"", "k: |\n  v\n", "k: [v]")) {
        EditableYaml file = parse(before);
        file.replace(scalars(file).get(1), value);
        Object read = YamlReader.sigs().read(file.text());
        assertThat(read).isIn(Map.of("k", value), Map.of("k", List.of(value)));
      }
    }
  }

  private static EditableYaml parse(String text) {
    return EditableYaml.parse(text, YamlLimits.DEFAULT);
  }

  /** All scalars of the file, keys included, in their order. */
  private static List<YamlNode.Scalar> scalars(EditableYaml file) {
    List<YamlNode.Scalar> scalars = new ArrayList<>();
    file.documents().forEach(document -> collect(document, scalars));
    return scalars;
  }

  private static void collect(YamlNode node, List<YamlNode.Scalar> scalars) {
    switch (node) {
      case YamlNode.Scalar scalar -> scalars.add(scalar);
      case YamlNode.Sequence sequence -> sequence.items().forEach(item -> collect(item, scalars));
      case YamlNode.Mapping mapping ->
          mapping
              .entries()
              .forEach(
                  entry -> {
                    collect(entry.key(), scalars);
                    collect(entry.value(), scalars);
                  });
      case YamlNode.Alias _ -> {}
    }
  }
}
