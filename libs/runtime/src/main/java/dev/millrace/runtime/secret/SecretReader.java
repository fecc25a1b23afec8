package dev.millrace.runtime.secret;

import dev.millrace.safety.Sensitive;
import java.util.Map;
import java.util.Optional;

/** Reads Secrets that objects refer to. */
@FunctionalInterface
public interface SecretReader {
  /** The data of a Secret; empty when it does not exist. */
  Optional<Map<String, Sensitive<byte[]>>> read(String namespace, String name);

  /** The data of a Secret with the names that messages need; empty when it does not exist. */
  default Optional<SecretValues> find(String namespace, String name) {
    return read(namespace, name).map(data -> new SecretValues(namespace + "/" + name, data));
  }
}
