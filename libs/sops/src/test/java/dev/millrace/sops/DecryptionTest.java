package dev.millrace.sops;

import static dev.millrace.sops.EncryptedFiles.typed;
import static dev.millrace.sops.EncryptedFiles.value;
import static dev.millrace.sops.EncryptedFiles.yamlMetadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.sops.format.FileFormat;
import dev.millrace.sops.key.DataKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DecryptionTest {
  private final Decryption decryption = Decryption.with(EncryptedFiles.keys());

  @Test
  void decryptsValuesAndLeavesKeysWithTheSuffixAlone() {
    String file =
        "user: "
            + value("admin", "user")
            + "\nhost_unencrypted: db\n"
            + yamlMetadata("admin", "db");
    assertThat(yaml(file)).isEqualTo("user: admin\nhost_unencrypted: db\n");
  }

  @Test
  void refusesAClearValueThatWasChangedAfterwards() {
    String file =
        "user: "
            + value("admin", "user")
            + "\nhost_unencrypted: evil\n"
            + yamlMetadata("admin", "db");
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> yaml(file))
        .matches(e -> e.kind() == SopsException.Kind.MAC)
        .withMessageContaining("sops.mac");
    assertThat(text(decryption.withoutMacCheck().decrypt(bytes(file), FileFormat.YAML)))
        .contains("evil");
  }

  @Test
  void bindsAValueToItsPlace() {
    String file = "a: " + value("x", "b") + "\n" + yamlMetadata("x");
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> yaml(file))
        .matches(e -> e.kind() == SopsException.Kind.VALUE)
        .withMessageContaining("'a'");
  }

  @Test
  void namesWhatEveryKeySaid() {
    String file = "a: " + value("x", "a") + "\n" + yamlMetadata("x");
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(
            () -> Decryption.with(new DataKeys(List.of())).decrypt(bytes(file), FileFormat.YAML))
        .matches(e -> e.kind() == SopsException.Kind.KEY)
        .withMessageContaining("age age1test: no key of this kind is configured");
  }

  @Test
  void refusesFilesAboveTheBound() {
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> decryption.maxBytes(10).decrypt(new byte[11], FileFormat.BINARY))
        .matches(e -> e.kind() == SopsException.Kind.LIMIT);
  }

  @Test
  void row7ErrorsHoldNeitherClearTextNorCiphertext() {
    String secret = "s3cr3t-value";
    String sealed = value(secret, "a");
    String wrongType = typed("int", secret, "a");
    for (String broken :
        List.of(
            "a: " + sealed.replace("type:str", "type:foo"),
            "a: " + wrongType,
            "a: " + secret,
            "a: [" + sealed,
            "a: " + sealed + "\na: " + sealed)) {
      String file = broken + "\n" + yamlMetadata(secret);
      assertThatExceptionOfType(SopsException.class)
          .isThrownBy(() -> yaml(file))
          .satisfies(
              e ->
                  assertThat(String.valueOf(e.getMessage()))
                      .doesNotContain(secret)
                      .doesNotContain(sealed.substring(20, 40)));
    }
  }

  @Test
  void writesOtherFormatsThanItReads() {
    String file = "a: " + value("x", "a") + "\nb: " + typed("float", "1.50", "b") + "\n";
    byte[] content = bytes(file + yamlMetadata("x", "1.5"));
    assertThat(text(decryption.decrypt(content, FileFormat.YAML, FileFormat.JSON)))
        .isEqualTo("{\n\t\"a\": \"x\",\n\t\"b\": 1.5\n}\n");
    assertThat(text(decryption.decrypt(content, FileFormat.YAML, FileFormat.DOTENV)))
        .isEqualTo("a=x\nb=1.5\n");
  }

  @Property(tries = 200)
  void whatWasEncryptedComesBack(@ForAll @NotBlank @StringLength(max = 60) String plain) {
    String wellFormed = new String(plain.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String file = EncryptedFiles.json(Map.of("data", wellFormed));
    assertThat(decryption.decrypt(bytes(file), FileFormat.BINARY)).isEqualTo(bytes(wellFormed));
  }

  private String yaml(String file) {
    return text(decryption.decrypt(bytes(file), FileFormat.YAML));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
