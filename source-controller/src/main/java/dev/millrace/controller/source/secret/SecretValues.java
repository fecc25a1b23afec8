package dev.millrace.controller.source.secret;

import static dev.millrace.controller.source.status.SourceReason.AUTHENTICATION_FAILED;

import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The content of one Secret, with the names that messages need.
 *
 * @param source {@code namespace/name}
 */
public record SecretValues(String source, Map<String, Sensitive<byte[]>> data) {
  /**
   * Reads a Secret that has to exist.
   *
   * @param purpose what it is for, in messages: {@code authentication}
   */
  public static SecretValues required(
      SecretReader secrets, String namespace, String name, String purpose) {
    String source = namespace + "/" + name;
    return secrets
        .read(namespace, name)
        .map(data -> new SecretValues(source, data))
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    AUTHENTICATION_FAILED,
                    "failed to get %s secret '%s': it does not exist".formatted(purpose, source)));
  }

  /** A value as text; empty when the key is missing. */
  public Optional<Sensitive<String>> text(String key) {
    return bytes(key).map(value -> value.map(raw -> new String(raw, StandardCharsets.UTF_8)));
  }

  /** A value; empty when the key is missing. */
  public Optional<Sensitive<byte[]>> bytes(String key) {
    return Optional.ofNullable(data.get(key));
  }
}
