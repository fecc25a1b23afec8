package dev.millrace.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarRulesTest {
  private final ScalarRules rules = ScalarRules.kustomize();

  @ParameterizedTest
  @CsvSource({
    "true, !!bool",
    "yes, !!str",
    "~, !!null",
    "'', !!null",
    "017, !!int",
    "1.5, !!float",
    "2024-01-02, !!timestamp",
    "12:30, !!str"
  })
  void tellsTheTagOfPlainText(String text, String tag) {
    assertThat(rules.tag(text)).isEqualTo(tag);
  }

  @Test
  void takesOldBooleansForBooleansOnlyInYaml11() {
    assertThat(rules.isText("yes")).isTrue();
    assertThat(ScalarRules.sigs().isText("yes")).isFalse();
  }

  @Test
  void resolvesTextUnderItsTag() {
    assertThat(rules.value("0x1F")).isEqualTo(31L);
    assertThat(rules.value("2024-01-02")).isEqualTo("2024-01-02T00:00:00Z");
    assertThat(rules.value("5", "!!str")).isEqualTo("5");
    assertThat(rules.value("5", "!!float")).isEqualTo(5.0);
    assertThat(rules.value("x", "!custom")).isEqualTo("x");
    assertThatThrownBy(() -> rules.value("x", "!!int")).isInstanceOf(YamlException.class);
  }

  @Test
  void knowsWhichTextNeedsQuotes() {
    assertThat(rules.hasPlainShape("a b")).isTrue();
    assertThat(rules.hasPlainShape("a: b")).isFalse();
    assertThat(rules.hasPlainShape(" a")).isFalse();
  }
}
