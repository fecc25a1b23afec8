package dev.millrace.controller.source;

import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Secrets that a test makes up. */
public final class FakeSecrets implements SecretReader {
  private final Map<String, Map<String, Sensitive<byte[]>>> secrets = new HashMap<>();

  /** Creates or replaces a Secret. */
  public void put(String namespace, String name, Map<String, String> texts) {
    Map<String, Sensitive<byte[]>> data = new HashMap<>();
    texts.forEach(
        (key, value) -> data.put(key, Sensitive.of(value.getBytes(StandardCharsets.UTF_8))));
    secrets.put(namespace + "/" + name, data);
  }

  @Override
  public Optional<Map<String, Sensitive<byte[]>>> read(String namespace, String name) {
    return Optional.ofNullable(secrets.get(namespace + "/" + name));
  }
}
