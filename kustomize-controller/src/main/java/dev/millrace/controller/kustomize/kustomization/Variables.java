package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.envsubst.resource.PostBuildSubstitution;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What replaces the variables in manifests.
 *
 * @param substitution empty when the spec asks for nothing
 * @param digest tells other values from these without telling the values
 * @param secrets the values that come from Secrets
 */
record Variables(Optional<PostBuildSubstitution> substitution, String digest, Set<String> secrets) {
  static final Variables NONE = new Variables(Optional.empty(), "", Set.of());

  /** Copies the set. */
  Variables {
    secrets = Set.copyOf(secrets);
  }

  static Variables of(
      PostBuildSubstitution substitution, Map<String, String> values, Set<String> secrets) {
    MessageDigest hasher = DigestAlgorithm.SHA256.hasher();
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              byte[] text = value.getBytes(StandardCharsets.UTF_8);
              hasher.update((name + " " + text.length + " ").getBytes(StandardCharsets.UTF_8));
              hasher.update(text);
            });
    return new Variables(
        Optional.of(substitution), HexFormat.of().formatHex(hasher.digest()), secrets);
  }
}
