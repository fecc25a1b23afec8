package dev.millrace.helm.storage;

import java.util.Arrays;
import java.util.Map;

/**
 * The Secret that keeps one revision (HELM.md "From source").
 *
 * @param name {@code sh.helm.release.v1.NAME.vN}
 * @param labels Helm's own labels and the user's
 * @param data the value of the key {@code release}, as bytes: what the API server shows is its
 *     base64 form
 */
public record StoredRelease(String name, Map<String, String> labels, byte[] data) {
  /** The type of the Secret. */
  public static final String TYPE = "helm.sh/release.v1";

  /** The key of the Secret's data. */
  public static final String KEY = "release";

  /** Defensive copy. */
  public StoredRelease {
    labels = Map.copyOf(labels);
  }

  /** The name of the Secret for a revision. */
  public static String nameOf(String release, int version) {
    return "sh.helm.release.v1." + release + ".v" + version;
  }

  /** The revision, as the name has it; 0 if the name has none. */
  public int version() {
    String number = name.substring(name.lastIndexOf(".v") + 2);
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredRelease that
        && name.equals(that.name)
        && labels.equals(that.labels)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Without the data, which may hold secrets. */
  @Override
  public String toString() {
    return name;
  }
}
