package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.apply.plan.Desired;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.controller.kustomize.build.BuildInputs;
import dev.millrace.yaml.GoYaml;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * What was built.
 *
 * @param digest of all objects, {@code sha256:…}, as the history shows it
 * @param inputs what it was built from
 */
record Manifests(List<Desired> desired, String digest, BuildInputs inputs) {
  private static final String SEPARATOR = "---\n";

  /** Nothing at all. */
  static Manifests none() {
    return of(List.of(), BuildInputs.NONE);
  }

  static Manifests of(List<Desired> desired, BuildInputs inputs) {
    MessageDigest hasher = DigestAlgorithm.SHA256.hasher();
    String before = "";
    for (Desired each : desired) {
      hasher.update((before + GoYaml.write(each.object().tree())).getBytes(StandardCharsets.UTF_8));
      before = SEPARATOR;
    }
    return new Manifests(
        List.copyOf(desired), "sha256:" + HexFormat.of().formatHex(hasher.digest()), inputs);
  }
}
