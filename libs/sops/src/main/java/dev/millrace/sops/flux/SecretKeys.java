package dev.millrace.sops.flux;

import dev.millrace.safety.Sensitive;
import dev.millrace.sops.key.AgeKeys;
import dev.millrace.sops.key.InvalidKey;
import dev.millrace.sops.key.KeySource;
import dev.millrace.sops.key.PgpKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the Secret of {@code spec.decryption.secretRef} (FLUX.md 3.5): the ending or name of a key
 * tells what it holds. Other keys are ignored.
 */
public final class SecretKeys {
  private static final String PGP = ".asc";
  private static final String AGE = ".agekey";

  private final RemoteKeys remote;

  /** Creates the reader; {@code remote} makes the sources that ask a server. */
  public SecretKeys(RemoteKeys remote) {
    this.remote = remote;
  }

  /**
   * The key sources of a Secret.
   *
   * @param data its decoded values
   * @throws InvalidKey naming the key of the Secret, never its value
   */
  public List<KeySource> read(Map<String, Sensitive<byte[]>> data) throws InvalidKey {
    List<KeySource> sources = new ArrayList<>();
    for (var entry : new TreeMap<>(data).entrySet()) {
      String name = entry.getKey();
      try {
        source(name, entry.getValue()).ifPresent(sources::add);
      } catch (InvalidKey e) {
        throw new InvalidKey("'" + name + "': " + e.getMessage());
      }
    }
    return sources;
  }

  private Optional<KeySource> source(String name, Sensitive<byte[]> value) throws InvalidKey {
    if (name.endsWith(PGP)) {
      return Optional.of(PgpKeys.parse(value));
    }
    if (name.endsWith(AGE)) {
      return Optional.of(AgeKeys.parse(value.map(SecretKeys::utf8)));
    }
    return switch (name) {
      case "sops.vault-token" -> Optional.of(remote.vault(value.map(SecretKeys::utf8)));
      case "sops.aws-kms" -> Optional.of(remote.aws(value.map(SecretKeys::utf8)));
      case "sops.azure-kv" -> Optional.of(remote.azure(value.map(SecretKeys::utf8)));
      case "sops.gcp-kms" -> Optional.of(remote.gcp(value));
      default -> Optional.empty();
    };
  }

  /**
   * The age identities of a Secret only, as for the controller-wide {@code --sops-age-secret}.
   *
   * @throws InvalidKey naming the key of the Secret, never its value
   */
  public List<KeySource> readAgeOnly(Map<String, Sensitive<byte[]>> data) throws InvalidKey {
    Map<String, Sensitive<byte[]>> age = new TreeMap<>(data);
    age.keySet().removeIf(name -> !name.endsWith(AGE));
    return read(age);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
