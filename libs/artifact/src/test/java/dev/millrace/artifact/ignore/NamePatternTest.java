package dev.millrace.artifact.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.ignore.NamePattern.MalformedPatternException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "abc, abcd, false",
    "*, abc, true",
    "*c, abc, true",
    "a*b*c, axxbxxc, true",
    "a*b*c, axxbxx, false",
    "a?c, aßc, true",
    "a?c, ac, false",
    "?, 😀, true",
    "[a-c]x, bx, true",
    "[a-c]x, dx, false",
    "[^a-c]x, dx, true",
    "[^a-c]x, bx, false",
    "[!a]x, !x, true",
    "[!a]x, bx, false",
    "[*]x, *x, true",
    "\\*x, *x, true",
    "\\*x, ax, false",
    "[\\]]x, ]x, true",
  })
  void matchesLikeGo(String pattern, String name, boolean expected)
      throws MalformedPatternException {
    assertThat(NamePattern.compile(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[a", "[]", "[]a]", "[-a]", "[a-]", "[^]", "a\\", "[a\\"})
  void refusesMalformedPatterns(String pattern) {
    assertThatThrownBy(() -> NamePattern.compile(pattern))
        .isInstanceOf(MalformedPatternException.class);
  }

  @Test
  void row22ManyStarsDoNotExplode() throws MalformedPatternException {
    var pattern = NamePattern.compile("a*".repeat(200) + "b");

    assertThat(pattern.matches("a".repeat(2000))).isFalse();
  }
}
