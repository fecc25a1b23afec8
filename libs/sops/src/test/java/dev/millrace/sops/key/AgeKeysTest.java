package dev.millrace.sops.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgeKeysTest {
  private final KeyPair own = new X25519KeyPairGenerator().generateKeyPair();
  private final KeyPair other = new X25519KeyPairGenerator().generateKeyPair();

  AgeKeysTest() throws Exception {}

  @Test
  void triesEveryIdentityWhateverTheFileNames() throws Exception {
    AgeKeys keys =
        AgeKeys.parse(
            Sensitive.of("# comment\n\n" + identity(other) + "\n" + identity(own) + "\n"));
    var key = new MasterKey.Age("age1somebodyelse", wrapped("data key"));
    assertThat(keys.unwrap(key).reveal()).asString().isEqualTo("data key");
  }

  @Test
  void saysThatNoIdentityFits() throws Exception {
    AgeKeys keys = AgeKeys.parse(Sensitive.of(identity(other)));
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keys.unwrap(new MasterKey.Age("age1x", wrapped("data key"))));
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keys.unwrap(new MasterKey.Age("age1x", "no message")));
  }

  @Test
  void anErrorAboutAnIdentityNamesTheLineAndNotTheKey() {
    String almost = identity(own).substring(0, 60);
    assertThatExceptionOfType(InvalidKey.class)
        .isThrownBy(() -> AgeKeys.parse(Sensitive.of("# one\n" + almost)))
        .withMessageContaining("line 2")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(almost.substring(16)));
  }

  private String identity(KeyPair pair) {
    return new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII);
  }

  private String wrapped(String plain) throws Exception {
    var out = new ByteArrayOutputStream();
    var writer =
        X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(
            new String(own.getPublic().getEncoded(), StandardCharsets.US_ASCII));
    try (var channel =
        new ArmoredEncryptingChannelFactory()
            .newEncryptingChannel(Channels.newChannel(out), List.of(writer))) {
      channel.write(ByteBuffer.wrap(plain.getBytes(StandardCharsets.UTF_8)));
    }
    return out.toString(StandardCharsets.US_ASCII);
  }
}
