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
import java.util.TreeMap;

/**
 * Reads the Secret of {@code spec.decryption.secretRef} (FLUX.md 3.5): the ending or name of a key
 * tells what it holds. Other keys are ignored.
 */
public final class SecretKeys {
  private static final String PGP = ".asc";
  private static final String AGE = ".agekey";

  private SecretKeys() {}

  /**
   * The key sources of a Secret.
   *
   * @param data its decoded values
   * @throws InvalidKey naming the key of the Secret, never its value
   */
  public static List<KeySource> read(Map<String, Sensitive<byte[]>> data) throws InvalidKey {
    List<KeySource> sources = new ArrayList<>();
    for (var entry : new TreeMap<>(data).entrySet()) {
      String name = entry.getKey();
      try {
        if (name.endsWith(PGP)) {
          sources.add(PgpKeys.parse(entry.getValue()));
        } else if (name.endsWith(AGE)) {
          sources.add(AgeKeys.parse(entry.getValue().map(SecretKeys::utf8)));
        }
      } catch (InvalidKey e) {
        throw new InvalidKey("'" + name + "': " + e.getMessage());
      }
    }
    return sources;
  }

  /**
   * The age identities of a Secret only, as for the controller-wide {@code --sops-age-secret}.
   *
   * @throws InvalidKey naming the key of the Secret, never its value
   */
  public static List<KeySource> readAgeOnly(Map<String, Sensitive<byte[]>> data) throws InvalidKey {
    Map<String, Sensitive<byte[]>> age = new TreeMap<>(data);
    age.keySet().removeIf(name -> !name.endsWith(AGE));
    return read(age);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
