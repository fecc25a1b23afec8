package dev.millrace.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Expected values are those of sha256sum. */
class Sha256Test {
  @Test
  void writesHexadecimalDigits() {
    assertThat(Sha256.hex(""))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void takesTextAsUtf8() {
    assertThat(Sha256.of("ü")).isEqualTo(Sha256.of("ü".getBytes(StandardCharsets.UTF_8)));
  }
}
