package dev.millrace.sops.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.cloud.CloudHttp;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.key.InvalidKey;
import dev.millrace.sops.key.KeySource;
import dev.millrace.sops.metadata.MasterKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretKeysTest {
  private final SecretKeys keys =
      new SecretKeys(new RemoteKeys(CloudHttp.standard(), Clock.systemUTC()));

  @Test
  void readsCredentialsByNameAndIgnoresOtherKeys() throws InvalidKey {
    List<KeySource> sources =
        keys.read(
            Map.of(
                "sops.vault-token", text("s.token\n"),
                "sops.aws-kms", text("aws_access_key_id: a\naws_secret_access_key: b\n"),
                "sops.azure-kv", text("tenantId: t\nclientId: c\nclientSecret: s\n"),
                "note.txt", text("nothing")));
    assertThat(sources).hasSize(3);
    assertThat(sources)
        .anyMatch(source -> source.handles(new MasterKey.Vault("https://v", "t", "k", "")))
        .anyMatch(source -> source.handles(new MasterKey.AwsKms("", "", Map.of(), "")))
        .anyMatch(source -> source.handles(new MasterKey.AzureKeyVault("", "", "", "")));
  }

  @Test
  void anErrorNamesTheKeyOfTheSecretAndNotItsValue() {
    for (String name :
        List.of("a.agekey", "b.asc", "sops.aws-kms", "sops.azure-kv", "sops.gcp-kms")) {
      assertThatExceptionOfType(InvalidKey.class)
          .isThrownBy(() -> keys.read(Map.of(name, text("hunter2: [x"))))
          .withMessageStartingWith("'" + name + "': ")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }
  }

  @Test
  void takesOnlyAgeKeysFromTheSecretOfTheController() throws InvalidKey {
    assertThat(keys.readAgeOnly(Map.of("sops.vault-token", text("s.token")))).isEmpty();
  }

  private static Sensitive<byte[]> text(String value) {
    return Sensitive.of(value.getBytes(StandardCharsets.UTF_8));
  }
}
