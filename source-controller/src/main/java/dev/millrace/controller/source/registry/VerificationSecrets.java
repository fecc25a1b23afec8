package dev.millrace.controller.source.registry;

import dev.millrace.oci.RegistryException;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Secrets that say whose signatures count (FLUX.md 1.14). */
final class VerificationSecrets {
  private final SecretReader secrets;

  VerificationSecrets(SecretReader secrets) {
    this.secrets = secrets;
  }

  /** A Secret that has to exist. */
  SecretValues read(String namespace, String name) throws RegistryException {
    return secrets
        .find(namespace, name)
        .orElseThrow(() -> unverified("secret '%s/%s' does not exist".formatted(namespace, name)));
  }

  /** A value that has to exist. */
  static byte[] required(SecretValues secret, String key) throws RegistryException {
    return secret
        .bytes(key)
        .map(Sensitive::reveal)
        .orElseThrow(
            () -> unverified("'%s' not found in secret '%s'".formatted(key, secret.source())));
  }

  /** Reads a value. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * Reads.
     *
     * @throws IllegalArgumentException when it can't be used
     */
    T read(byte[] content);
  }

  /** All values whose keys have one of some endings, in the order of the keys. */
  static <T> Map<String, T> ending(SecretValues secret, Iterable<String> endings, Reader<T> reader)
      throws RegistryException {
    Map<String, T> found = new LinkedHashMap<>();
    for (String key : secret.data().keySet().stream().sorted().toList()) {
      for (String ending : endings) {
        if (key.endsWith(ending)) {
          found.put(key, parsed(secret, key, reader));
        }
      }
    }
    return found;
  }

  /** A value that has to exist and to be usable. */
  static <T> T parsed(SecretValues secret, String key, Reader<T> reader) throws RegistryException {
    try {
      return reader.read(required(secret, key));
    } catch (IllegalArgumentException e) {
      throw unverified(
          "the key '%s' of secret '%s' can't be used: %s"
              .formatted(key, secret.source(), e.getMessage()));
    }
  }

  static RegistryException unverified(String message) {
    return new RegistryException(RegistryException.Reason.UNVERIFIED, message);
  }
}
