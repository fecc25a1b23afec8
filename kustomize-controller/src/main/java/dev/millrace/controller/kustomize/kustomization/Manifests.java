package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.apply.plan.Desired;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.yaml.GoYaml;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * What was built.
 *
 * @param digest of all objects, {@code sha256:…}, as the history shows it
 */
record Manifests(List<Desired> desired, String digest) {
  static Manifests of(List<Desired> desired) {
    MessageDigest hasher = DigestAlgorithm.SHA256.hasher();
    for (Desired each : desired) {
      hasher.update(
          ("---\n" + GoYaml.write(each.object().tree())).getBytes(StandardCharsets.UTF_8));
    }
    return new Manifests(
        List.copyOf(desired), "sha256:" + HexFormat.of().formatHex(hasher.digest()));
  }
}
