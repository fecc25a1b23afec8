package dev.millrace.sops.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.sops.Decryption;
import dev.millrace.sops.EncryptedFiles;
import dev.millrace.sops.SopsException;
import dev.millrace.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectDecryptionTest {
  private final ObjectDecryption decryption =
      new ObjectDecryption(Decryption.with(EncryptedFiles.keys()).withoutMacCheck());

  @Test
  void decryptsValuesThatAreEncryptedFilesAndLeavesOthers() {
    Map<String, @Nullable Object> secret =
        object(
            """
            kind: Secret
            metadata: {name: s, namespace: app}
            data:
              blob: %s
              plain.txt: %s
            """
                .formatted(base64(EncryptedFiles.json(Map.of("data", "raw"))), base64("as it is")));
    assertThat(decryption.decrypt(secret).get("data"))
        .isEqualTo(Map.of("blob", base64("raw"), "plain.txt", base64("as it is")));
  }

  @Test
  void decryptsAWholeObjectAndDropsItsMetadata() {
    Map<String, @Nullable Object> object =
        object(
            "kind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: "
                + EncryptedFiles.value("x", "data", "a")
                + "\n"
                + EncryptedFiles.yamlMetadata("x")
                    .replace("sops:\n", "sops:\n    encrypted_regex: ^data$\n"));
    assertThat(decryption.decrypt(object))
        .isEqualTo(
            Map.of("kind", "ConfigMap", "metadata", Map.of("name", "c"), "data", Map.of("a", "x")));
  }

  @Test
  void leavesObjectsAloneThatDisableDecryption() {
    Map<String, @Nullable Object> secret =
        object(
            """
            kind: Secret
            metadata:
              name: s
              annotations: {kustomize.toolkit.fluxcd.io/decrypt: Disabled}
            data: {blob: %s}
            """
                .formatted(base64(EncryptedFiles.json(Map.of("data", "raw")))));
    assertThat(decryption.decrypt(secret)).isSameAs(secret);
  }

  @Test
  void anErrorNamesObjectAndKey() {
    String file = EncryptedFiles.json(Map.of("data", "raw")).replace("type:str", "type:int");
    Map<String, @Nullable Object> secret =
        object(
            "kind: Secret\nmetadata: {name: s, namespace: app}\ndata: {blob: %s}"
                .formatted(base64(file)));
    assertThatExceptionOfType(SopsException.class)
        .isThrownBy(() -> decryption.decrypt(secret))
        .withMessageStartingWith("Secret/app/s data.blob: ");
  }

  @SuppressWarnings("unchecked") // the texts are maps
  private static Map<String, @Nullable Object> object(String yaml) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(YamlReader.sigs().read(yaml));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
