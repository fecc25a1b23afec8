package dev.millrace.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names of images and logins come from users: whatever they are, they parse or are refused. */
class ParsingProperties {
  @Property
  void anyTextIsAnImageOrRefused(@ForAll("names") String text) {
    try {
      ImageReference image = ImageReference.parse(text);
      assertThat(ImageReference.parse(image.toString())).isEqualTo(image);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Property
  void anyTextIsALoginOrRefused(@ForAll("logins") String text) {
    try {
      DockerConfig.parse(text).credentialsFor(ImageReference.parse("registry.example.com/a/b:1"));
    } catch (IOException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        Arbitraries.strings().withChars("abz019./:@_-[]sh256").ofMaxLength(60));
  }

  @Provide
  Arbitrary<String> logins() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"auths\"",
            "\"auth\"",
            "\"registry.example.com\"",
            "\"username\"",
            "\"dTpw\"",
            "\"%\"",
            "null",
            "7",
            "\u0000")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }
}
