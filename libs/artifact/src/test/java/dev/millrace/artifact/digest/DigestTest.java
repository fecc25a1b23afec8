package dev.millrace.artifact.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  @ParameterizedTest
  @CsvSource({
    "SHA256,sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA384,sha384:cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"
        + "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    "SHA512,sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "BLAKE3,blake3:6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
  })
  void hashesWithEveryAlgorithm(DigestAlgorithm algorithm, String expected) throws IOException {
    var content = "abc".getBytes(StandardCharsets.UTF_8);

    assertThat(Digest.of(algorithm, content)).hasToString(expected);
    assertThat(Digest.of(algorithm, new ByteArrayInputStream(content)))
        .isEqualTo(Digest.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256", "sha256:", ":ab", "sha256:abcd", "md5:ab"})
  void refusesWhatIsNoDigest(String text) {
    assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesUpperCase() {
    assertThatThrownBy(() -> Digest.parse("sha256:" + "AB".repeat(32)))
        .hasMessageContaining("lower-case");
  }

  @Test
  void namesTheKnownAlgorithms() {
    assertThatThrownBy(() -> DigestAlgorithm.named("md5"))
        .hasMessage("unknown digest algorithm 'md5': use one of sha256, sha384, sha512, blake3");
  }
}
