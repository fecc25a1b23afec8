package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabSeparatorsTest {
  private final YamlReader reader = YamlReader.kustomize();

  @Test
  void takesTabsBetweenTokensForSpaces() {
    assertThat(reader.read("a:\t\n  b:\tc\t\n'd'\t: 1\n"))
        .isEqualTo(Map.of("a", Map.of("b", "c"), "d", 1L));
  }

  @Test
  void takesTabsAnywhereBetweenBrackets() {
    assertThat(reader.read("{\n\t\"a\": [\n\t\t1,\t2\n\t]\n}\n"))
        .isEqualTo(Map.of("a", List.of(1L, 2L)));
  }

  @Test
  void keepsTabsInsideOfText() {
    assertThat(reader.read("a:\t|\n  x\ty\n  \tz\nb: \"p\tq\"\n"))
        .isEqualTo(Map.of("a", "x\ty\n\tz\n", "b", "p\tq"));
  }

  @Test
  void keepsPositionsAndLaterDocuments() {
    List<YamlDocument> documents = YamlReader.sigs().readAll("a: 1\n---\nb:\t\n  c: 2\n");
    assertThat(documents).hasSize(2);
    assertThat(documents.get(1).positionOf(List.of("b", "c")).line()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:\n\tb: c\n", "-\ta\n-\tb: c\n", "\ta: b\n"})
  void refusesTabsAsIndentation(String text) {
    assertThatThrownBy(() -> reader.read(text)).isInstanceOf(YamlException.class);
  }
}
