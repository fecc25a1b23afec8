package dev.millrace.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations recorded from Masterminds/semver 3.5. */
class ConstraintTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "^1.2;1.9.0",
        "^0.2.3;0.2.9",
        "^0.0.3;0.0.3",
        "^0.0;0.0.9",
        "^0;0.9.0",
        "~1;1.9.0",
        "~1.2;1.2.9",
        "~>1.2;1.2.5",
        "1.2.x;1.2.99",
        "*;9.9.9",
        "1.2 - 1.4.5;1.4.5",
        "1.2.3 - 2;2.9.0",
        "<=1.2;1.2.9",
        ">1.2;1.3.0",
        "=>1.2.0;1.2.0",
        "1.2;1.2.7",
        "^1.0.0||^3.0.0;3.5.0",
        ">=1.0.0, <2.0.0;1.9.9",
        "~0.0.0;7.0.0",
        "!=1.x;2.0.0",
        ">=1.0.0-0;2.1.0-beta.2",
        "1 - 2 || 4 - 5;4.5.0"
      })
  void accepts(String range, String version) {
    assertThat(Constraint.parse(range).matches(Version.parse(version))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "^1.2;2.0.0", "^0.2.3;0.3.0", "^0.0.3;0.0.4", "^0.0;0.1.0", "~1.2.3;1.3.0", ">1;1.5.0",
        ">1.2;1.2.5", "<=1.2;1.3.0", "!=1.x;1.2.0", "1.2.3;1.2.4", "^*;1.0.0", "<2;2.0.0-alpha",
        "1.2 - 1.4.5;1.4.6"
      })
  void rejects(String range, String version) {
    assertThat(Constraint.parse(range).matches(Version.parse(version))).isFalse();
  }

  @Test
  void prereleasesMatchOnlyAlternativesThatNameOne() {
    Version candidate = Version.parse("2.0.0-rc.1");
    assertThat(Constraint.parse(">=1.0.0").matches(candidate)).isFalse();
    assertThat(Constraint.parse(">=1.0.0-0").matches(candidate)).isTrue();
    assertThat(Constraint.parse(">=1.0.0-0 <2.0.0").matches(candidate)).isTrue();
    assertThat(Constraint.parse(">=1.0.0 || <1.0.0-0").matches(candidate)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "garbage",
        ">=",
        "1.2.3.4",
        "1.2,",
        ",1.2",
        "1.2,,1.3",
        ">1.0<2.0",
        "==1",
        "1||",
        "1 -2",
        "xx",
        "1|2",
        "> > 1",
        "1.2.3-01",
        "1.2.3-"
      })
  void refusesWhatIsNoRange(String text) {
    assertThatThrownBy(() -> Constraint.parse(text)).isInstanceOf(InvalidVersion.class);
  }

  @Test
  void refusesTooLongAndTooManyAlternatives() {
    assertThatThrownBy(() -> Constraint.parse("1".repeat(513))).hasMessageContaining("512");
    assertThatThrownBy(() -> Constraint.parse("1||".repeat(33) + "1")).hasMessageContaining("32");
  }

  @Test
  void hostileTextIsRefusedQuickly() {
    List<String> hostile =
        List.of(
            "1" + "  ".repeat(250) + "!",
            "1 ".repeat(250) + "!",
            "1.1.1-" + "a.".repeat(240) + "!",
            "1 - ".repeat(127),
            "v".repeat(512),
            "=".repeat(512),
            "*".repeat(500) + "!");
    assertThat(Stream.of(hostile.toArray(String[]::new)).filter(ConstraintTest::isRefused))
        .hasSameSizeAs(hostile);
  }

  private static boolean isRefused(String text) {
    try {
      Constraint.parse(text);
      return false;
    } catch (InvalidVersion e) {
      return true;
    }
  }

  @Test
  void findsTheHighestMatch() {
    List<Version> versions =
        Stream.of("1.2.0", "1.9.0+a", "2.0.0", "1.9.0+b").map(Version::parse).toList();
    assertThat(Constraint.parse("^1").highest(versions)).hasValue(Version.parse("1.9.0+a"));
    assertThat(Constraint.parse("^3").highest(versions)).isEmpty();
  }

  @Test
  void printsItsNormalSpelling() {
    assertThat(Constraint.parse(" >=  1.2 ,<2||v3.x ")).hasToString(">=1.2 <2 || v3.x");
  }
}
