package dev.millrace.sops;

import static dev.millrace.sops.EncryptedFiles.value;
import static dev.millrace.sops.EncryptedFiles.yamlMetadata;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.sops.format.FileFormat;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Encrypted files come from sources: whatever was changed in one, it is decrypted or refused. */
class DecryptionProperties {
  private final Decryption decryption = Decryption.with(EncryptedFiles.keys());

  @Property
  void changedFilesDecryptToTheSameOrFailWithAnError(
      @ForAll @IntRange(max = 2_000) int place, @ForAll @IntRange(min = 32, max = 126) int to) {
    String plain = "a: one\n";
    String file = "a: " + value("one", "a") + "\n" + yamlMetadata("one");
    StringBuilder changed = new StringBuilder(file);
    changed.setCharAt(place % file.length(), (char) to);
    try {
      byte[] result =
          decryption.decrypt(changed.toString().getBytes(StandardCharsets.UTF_8), FileFormat.YAML);
      assertThat(new String(result, StandardCharsets.UTF_8).replaceAll("(?m)^#.*\n", ""))
          .isEqualTo(plain);
    } catch (SopsException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
