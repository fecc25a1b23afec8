package dev.millrace.controller.source.secret;

import dev.millrace.safety.Sensitive;
import java.util.Map;
import java.util.Optional;

/** Reads Secrets that objects refer to. */
@FunctionalInterface
public interface SecretReader {
  /** The data of a Secret; empty when it does not exist. */
  Optional<Map<String, Sensitive<byte[]>>> read(String namespace, String name);
}
