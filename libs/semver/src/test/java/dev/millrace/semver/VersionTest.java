package dev.millrace.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1.0.0",
    "v1.2, 1.2.0",
    "1.02.003, 1.2.3",
    "1.2.3-rc.1+b.2, 1.2.3-rc.1+b.2",
    "2024.01.15, 2024.1.15",
    "18446744073709551615.0.0, 18446744073709551615.0.0",
    "1-a, 1.0.0-a"
  })
  void completesTolerantVersions(String text, String full) {
    assertThat(Version.parse(text)).hasToString(full);
    assertThat(Version.parse(text).original()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v",
        "a",
        "1.2.3.4",
        "1.",
        "1.2.3-",
        "1.2.3+",
        "1.2.3-01",
        "1.2.3-a..b",
        "V1.2.3",
        " 1.2.3",
        "1.2.3\n",
        "-1.2.3",
        "1.2.3-é",
        "18446744073709551616.0.0"
      })
  void refusesWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> Version.parse(text)).isInstanceOf(InvalidVersion.class);
  }

  @Test
  void refusesEndlessTextWithoutRepeatingIt() {
    assertThatThrownBy(() -> Version.parse("1." + "1".repeat(1000)))
        .hasMessage("a version of more than 256 characters is not accepted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.2.3", "1.2", "01.2.3", "1.2.3-01", "1.2.03"})
  void strictParsingTakesOnlyCompleteVersions(String text) {
    assertThat(Version.parseStrict("1.2.3-rc.1+b")).hasToString("1.2.3-rc.1+b");
    assertThatThrownBy(() -> Version.parseStrict(text)).isInstanceOf(InvalidVersion.class);
  }

  @Test
  void tagsMayStartWithOneV() {
    assertThat(Version.parseTag("v1.2.3").original()).isEqualTo("v1.2.3");
    assertThatThrownBy(() -> Version.parseTag("vv1.2.3")).isInstanceOf(InvalidVersion.class);
    assertThatThrownBy(() -> Version.parseTag("v1.2")).isInstanceOf(InvalidVersion.class);
    assertThat(Version.parseTag("2025.02.03").toString()).isEqualTo("2025.2.3");
  }

  @Test
  void sortsByPrecedence() {
    List<String> ordered =
        List.of(
            "1.0.0-0",
            "1.0.0-2",
            "1.0.0-11",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.2.0",
            "1.10.0",
            "2.0.0",
            "9223372036854775808.0.0");
    assertThat(ordered.reversed().stream().map(Version::parse).sorted().map(Version::toString))
        .containsExactlyElementsOf(ordered);
  }

  @Test
  void metadataCountsForEqualityButNotForOrder() {
    Version plain = Version.parse("1.2.3");
    Version built = Version.parse("1.2.3+b");
    assertThat(plain).isEqualByComparingTo(built).isNotEqualTo(built);
    assertThat(plain).isEqualTo(Version.parse("v1.2.3")).hasSameHashCodeAs(Version.parse("v1.2.3"));
  }

  @Test
  void increments() {
    Version version = Version.parse("v1.2.3+b");
    assertThat(version.nextPatch().original()).isEqualTo("v1.2.4");
    assertThat(version.nextMinor()).hasToString("1.3.0");
    assertThat(version.nextMajor()).hasToString("2.0.0");
    assertThat(Version.parse("1.2.3-rc.1").nextPatch()).hasToString("1.2.3");
  }

  @Test
  void replacesPrereleaseAndMetadata() {
    assertThat(Version.parse("v1.2.3").withPrerelease("rc.1").withMetadata("sha.5").original())
        .isEqualTo("v1.2.3-rc.1+sha.5");
    assertThatThrownBy(() -> Version.parse("1.2.3").withPrerelease("01"))
        .isInstanceOf(InvalidVersion.class);
    assertThatThrownBy(() -> Version.parse("1.2.3").withMetadata("a_b"))
        .isInstanceOf(InvalidVersion.class);
  }
}
