package dev.millrace.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search for secrets would find. */
class CanaryTest {
  private final Canary canary = Canary.of("only-for-the-demo");

  @Test
  void isFoundAsItIs() {
    assertThat(canary.isIn("login with only-for-the-demo failed")).isTrue();
    assertThat(canary.isIn("6f6e6c792d666f722d7468652d64656d6f")).isTrue();
    assertThat(canary.isIn("only for the demo")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u:", "me:", "you:", "millrace:"})
  void isFoundInBase64WhereverItBegins(String before) {
    for (String after : new String[] {"", "@", "@host", "\n\n"}) {
      byte[] text = (before + "only-for-the-demo" + after).getBytes(StandardCharsets.UTF_8);
      assertThat(canary.isIn(Base64.getEncoder().encodeToString(text))).isTrue();
    }
  }
}
