package dev.millrace.git;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an address is, it is one of HTTP or SSH, or it is refused. */
class GitUrlProperties {
  @Property
  void anyTextIsAnAddressOrRefused(@ForAll("texts") String text) {
    try {
      GitUrl url = GitUrl.parse(text);
      assertThat(url.scheme()).isIn("http", "https", "ssh");
      assertThat(url.host()).isNotBlank().doesNotStartWith("-");
    } catch (GitException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> rest =
        Arbitraries.strings().withChars("ab1-:@/.%[]?#=$'\" ~").ofMaxLength(40);
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        rest.map(each -> "ssh://" + each),
        rest.map(each -> "https://" + each),
        rest.map(each -> "git@" + each));
  }
}
