package dev.millrace.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://-oProxyCommand=id/x",
        "ssh://git@-oProxyCommand=id/x",
        "https://-x/y",
        "ext::sh -c id",
        "ext://sh",
        "file:///etc",
        "/etc",
        "git://host/x",
        "--upload-pack=id",
        "ssh:///x",
        ""
      })
  void row58RefusesWhatIsNoAddressOfARepository(String url) {
    assertThatThrownBy(() -> GitUrl.parse(url))
        .isInstanceOf(GitException.class)
        .extracting(e -> ((GitException) e).reason())
        .isEqualTo(GitException.Reason.INVALID_URL);
  }

  @Test
  void row7ShowsNoPassword() throws GitException {
    GitUrl url = GitUrl.parse("https://reader:s3cret@host.test:8443/x.git");

    assertThat(url.toString()).doesNotContain("s3cret").doesNotContain("reader");
    assertThat(url.user()).isEqualTo("reader");
    assertThatThrownBy(() -> GitUrl.parse("https://reader:s3cret@ho st/x"))
        .hasMessageNotContaining("s3cret");
  }
}
