package dev.millrace.helm.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoYamlErrorsTest {
  /** The messages are those of sigs.k8s.io/yaml v1.6.0; {@code ~} stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          bad: [          | line 1: did not find expected node content
          [~              | line 1: did not find expected node content
          a: [1~b: 2      | line 1: did not find expected ',' or ']'
          a: {b: 1~c      | line 2: did not find expected ',' or '}'
          [a}             | did not find expected ',' or ']'
          a: ]            | did not find expected node content
          a: b: c         | mapping values are not allowed in this context
          x: 1~a: b: c    | line 2: mapping values are not allowed in this context
          x: 1~y~b: c     | line 3: could not find expected ':'
          a: 'b           | found unexpected end of stream
          a: 'b~c: d      | line 2: found unexpected end of stream
          a: @b           | found character that cannot start any token
          a: *x           | unknown anchor 'x' referenced
          a:~  - b~ c: d  | line 2: did not find expected key
          - a~b: c        | line 1: did not find expected '-' indicator
          "a: |0"         | found an indentation indicator equal to 0
          """)
  void speaksAsGoDoes(String text, String expected) {
    String yaml = text.replace('~', '\n');
    YamlException failure =
        catchThrowableOfType(YamlException.class, () -> YamlReader.sigs().read(yaml));
    assertThat(GoYamlErrors.explain(failure, yaml)).isEqualTo("yaml: " + expected);
  }
}
