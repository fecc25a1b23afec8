package dev.millrace.controller.imageautomation.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.imageautomation.policy.PolicyException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagSelectionTest {
  @Test
  void picksTheHighestVersionInTheRange() {
    assertThat(latest(TagOrder.semver("1.x"), "1.2.0", "v1.10.0", "1.9.0", "2.0.0", "1.11.0-rc.1"))
        .isEqualTo("v1.10.0");
    assertThat(latest(TagOrder.semver(">=1.0.0-0"), "1.0.0-rc.1", "latest", "1.0.0-rc.2"))
        .isEqualTo("1.0.0-rc.2");
  }

  @Test
  void ignoresTagsThatAreNoCompleteVersions() {
    assertThat(latest(TagOrder.semver("*"), "1.2", "1.0.0", "vv3.0.0", "release"))
        .isEqualTo("1.0.0");
  }

  @Test
  void ofEqualVersionsTheFirstCounts() {
    assertThat(latest(TagOrder.semver("*"), "1.0.0+b", "1.0.0+a", "v1.0.0")).isEqualTo("1.0.0+b");
  }

  @Test
  void ordersByBytes() {
    assertThat(latest(TagOrder.alphabetical("asc"), "b", "a", "Z", "😀", "\uff00")).isEqualTo("😀");
    assertThat(latest(TagOrder.alphabetical("DESC"), "b", "a", "Z")).isEqualTo("Z");
    assertThat(latest(TagOrder.alphabetical(""), "9", "10")).isEqualTo("9");
  }

  @Test
  void ordersByNumber() {
    assertThat(latest(TagOrder.numerical("asc"), "9", "10", "0.5", "1e0")).isEqualTo("10");
    assertThat(latest(TagOrder.numerical("desc"), "9", "10", "0.5")).isEqualTo("0.5");
    assertThat(latest(TagOrder.numerical("asc"), "1", "1.0", "01")).isEqualTo("01");
  }

  @ParameterizedTest
  @CsvSource({"1_000, 1000", "0x1p4, 16", "+5, 5", ".5, 0.5", "5., 5", "0x_1p0, 1", "1_0.5, 10.5"})
  void readsNumbersAsGoDoes(String tag, double expected) {
    assertThat(GoFloat.parse(tag)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0x10", "0b11", "1e400", " 5", "٣", "1__0", "_1", "1_", "1_.5", "v1", "+nan"})
  void refusesOtherNumbers(String tag) {
    assertThat(GoFloat.parse(tag)).isEmpty();
  }

  @Test
  void oneTagThatIsNoNumberFailsTheNumericalPolicy() {
    assertThatThrownBy(() -> latest(TagOrder.numerical("asc"), "1", "main-2"))
        .isInstanceOfSatisfying(
            PolicyException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_TAG))
        .hasMessage(
            "failed to parse invalid numeric value 'main-2'; leave such tags out with"
                + " spec.filterTags");
  }

  @Test
  void filtersAndExtractsButGivesBackTheWholeTag() {
    TagFilter filter = TagFilter.compile("^main-[a-f0-9]+-(?P<ts>[0-9]+)", "$ts");
    TagSelection selection = new TagSelection(TagOrder.numerical("asc"), Optional.of(filter));
    assertThat(selection.latest(List.of("main-abc-9", "main-def-10", "feature-x-11", "latest")))
        .isEqualTo("main-def-10");
  }

  @Test
  void ofTagsThatLookTheSameTheLastOneCounts() {
    TagFilter filter = TagFilter.compile("^v?([0-9.]+)", "$1");
    TagSelection selection = new TagSelection(TagOrder.semver("*"), Optional.of(filter));
    assertThat(selection.latest(List.of("1.0.0", "v1.0.0"))).isEqualTo("v1.0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "$n, 7",
    "${n}x, 7x",
    "$nx, ''",
    "$1-$2, 7-b",
    "$$n, $n",
    "${n, ${n",
    "$, $",
    "$0, 7b",
    "$9, ''",
    "$01, ''",
    "a, a"
  })
  void expandsTemplatesAsGoDoes(String template, String expected) {
    assertThat(TagFilter.compile("(?P<n>[0-9])([a-z])", template).apply(List.of("x7b")))
        .containsExactly(Map.entry(expected, "x7b"));
  }

  @Test
  void refusesInvalidPolicies() {
    for (Runnable invalid :
        List.<Runnable>of(
            () -> TagOrder.semver("latest"),
            () -> TagOrder.semver(""),
            () -> TagOrder.alphabetical("ascending"),
            () -> TagFilter.compile("(?=x)", ""),
            () -> TagFilter.compile("[", ""))) {
      assertThatThrownBy(invalid::run)
          .isInstanceOfSatisfying(
              PolicyException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_POLICY));
    }
  }

  @Test
  void saysWhenNoTagIsLeft() {
    assertThatThrownBy(() -> latest(TagOrder.alphabetical("")))
        .hasMessageContaining("no tag is left");
    assertThatThrownBy(() -> latest(TagOrder.semver("^2"), "1.0.0"))
        .hasMessage(
            "unable to determine latest version from provided list:"
                + " none of the tags is a version in the range ^2");
  }

  @Test
  void hostilePatternsRunInLinearTime() {
    TagFilter filter = TagFilter.compile("^(a+)+$", "");
    assertThat(filter.apply(List.of("a".repeat(128) + "!"))).isEmpty();
  }

  private static String latest(TagOrder order, String... tags) {
    return new TagSelection(order, Optional.empty()).latest(List.of(tags));
  }
}
