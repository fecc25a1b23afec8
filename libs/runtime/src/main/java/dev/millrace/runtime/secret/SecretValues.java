package dev.millrace.runtime.secret;

import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.ProxySettings;
import dev.millrace.safety.net.TlsMaterial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
   * @param reason of the failure when it is missing
   */
  public static SecretValues required(
      SecretReader secrets, String namespace, String name, String purpose, Reason reason) {
    return secrets
        .find(namespace, name)
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    reason,
                    "failed to get %s secret '%s/%s': it does not exist"
                        .formatted(purpose, namespace, name)));
  }

  /** A value as text; empty when the key is missing. */
  public Optional<Sensitive<String>> text(String key) {
    return bytes(key).map(value -> value.map(raw -> new String(raw, StandardCharsets.UTF_8)));
  }

  /** A value; empty when the key is missing. */
  public Optional<Sensitive<byte[]>> bytes(String key) {
    return Optional.ofNullable(data.get(key));
  }

  /** All values as text, for libraries that look for keys themselves. */
  public Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    data.forEach(
        (key, value) -> texts.put(key, new String(value.reveal(), StandardCharsets.UTF_8)));
    return texts;
  }

  /**
   * What the Secret says about TLS; older key names count where the newer ones are missing.
   *
   * @param reason of the failure when it is unusable
   */
  public TlsMaterial tls(Reason reason) {
    try {
      TlsMaterial tls =
          new TlsMaterial(
              either("ca.crt", "caFile").map(Sensitive::reveal).orElse(null),
              either("tls.crt", "certFile").map(Sensitive::reveal).orElse(null),
              either("tls.key", "keyFile").orElse(null));
      tls.context();
      return tls;
    } catch (IllegalArgumentException | IOException e) {
      throw new ReconcileFailure(
          reason,
          "failed to configure TLS with secret '%s': %s".formatted(source, e.getMessage()),
          e);
    }
  }

  /**
   * The proxy the Secret names.
   *
   * @param reason of the failure when it names none
   */
  public ProxySettings proxy(Reason reason) {
    try {
      String address =
          text("address")
              .map(Sensitive::reveal)
              .orElseThrow(() -> new IllegalArgumentException("the key address is missing"));
      ProxySettings named = ProxySettings.parse(Sensitive.of(address.strip()));
      return text("username")
          .map(Sensitive::reveal)
          .map(user -> named.withLogin(user, text("password").orElse(Sensitive.of(""))))
          .orElse(named);
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(
          reason,
          "failed to configure proxy options with secret '%s': %s"
              .formatted(source, e.getMessage()),
          e);
    }
  }

  private Optional<Sensitive<String>> either(String key, String older) {
    return text(key).or(() -> text(older));
  }
}
