package dev.millrace.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTextsTest {
  @Test
  void masksTheLongestFirst() {
    assertThat(
            SecretTexts.mask(List.of("hunter", "hunter2hunter", " "), "is hunter2hunter, hunter"))
        .isEqualTo("is ***, ***");
  }

  @Test
  void findsShortTextsOnlyAsWords() {
    assertThat(SecretTexts.mask(List.of("no"), "no: nothing")).isEqualTo("***: nothing");
    assertThat(SecretTexts.isIn("4711", "47110")).isFalse();
    assertThat(SecretTexts.isIn("4711", "a 4711 b")).isTrue();
    assertThat(SecretTexts.isIn("canary", "xcanaryx")).isTrue();
  }
}
