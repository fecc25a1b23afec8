package dev.millrace.envsubst;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Manifests come from repositories: whatever they hold, they are expanded or refused. */
class ParsingProperties {
  @Property
  void anyTextIsExpandedOrRefused(@ForAll("texts") String text) {
    try {
      assertThat(Template.parse(text).expand(Variables.lenient(Map.of("a", "x", "b", ""))))
          .isNotNull();
    } catch (SubstitutionException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        Arbitraries.strings().withChars("${}ab:-=+?#%/,^~\\\\\"'1 ").ofMaxLength(40));
  }
}
