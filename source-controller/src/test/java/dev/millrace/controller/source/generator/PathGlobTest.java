package dev.millrace.controller.source.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**/*.yaml | a.yaml | true",
        "**/*.yaml | a/b/c.yaml | true",
        "a/** | a/b/c | true",
        "a/** | b/c | false",
        "a/** | a | true",
        "a/** | ab | false",
        "{**/*.md,docs} | a/b/c.md | true",
        "{a,b/**} | b/c/d | true",
        "{a,b}/{c,{d,e}} | b/e | true",
        "{a,b}/{c,{d,e}} | b/f | false",
        "*.{yaml,yml} | a.yml | true",
        "*.{yaml,yml} | a.json | false",
        "a?c | abc | true",
        "a?c | a/c | false",
        "[a-c].txt | b.txt | true",
        "[!a-c].txt | b.txt | false",
        "a.b | axb | false",
        "a**b | a/b | false",
        "\\* | * | true",
      })
  void recursivePatterns(String glob, String path, boolean matches) throws Exception {
    assertThat(PathGlob.recursive(glob).matches(path)).isEqualTo(matches);
  }

  @Test
  void inCopiesTwoStarsAreOneName() throws Exception {
    assertThat(PathGlob.ofNames("a/**").matches("a/b")).isTrue();
    assertThat(PathGlob.ofNames("a/**").matches("a/b/c")).isFalse();
    assertThat(PathGlob.ofNames("{a}").matches("{a}")).isTrue();
  }

  @Test
  void refusesWhatIsNotClosedOrHasTooManyAlternatives() {
    String tooMany = "{" + "a,".repeat(30) + "a}";
    String tooManyTogether = "{a,b}".repeat(11);
    for (String glob : new String[] {"[a", "{a", "a\\", tooMany, tooManyTogether}) {
      assertThatExceptionOfType(PathGlob.InvalidGlob.class)
          .isThrownBy(() -> PathGlob.recursive(glob));
    }
  }
}
