package dev.millrace.semver;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tags and ranges come from registries and users: whatever they are, they parse or are refused. */
class ParsingProperties {
  @Property
  void anyTextIsAVersionOrRefused(@ForAll("texts") String text) {
    try {
      Version version = Version.parse(text);
      assertThat(Version.parse(version.original())).isEqualByComparingTo(version);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Property
  void anyTextIsARangeOrRefused(@ForAll("texts") String text) {
    try {
      Constraint.parse(text).matches(Version.parse("1.2.3"));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        Arbitraries.strings().withChars("0123456789.-+*xXv<>=!~^ ,|").ofMaxLength(60));
  }
}
