package dev.millrace.controller.kustomize.kustomization;

import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
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

  /**
   * What must not be shown of an object: all values if they were encrypted at the source, or if
   * nobody knows, because the object is not wanted any longer.
   *
   * @param object as it is in the cluster
   */
  SecretMask mask(ObjectRef object) {
    return desired.stream()
        .filter(each -> isOf(each.ref(), object))
        .findFirst()
        .map(Desired::mask)
        .orElseGet(() -> SecretMask.of(KubeObject.named("v1", object), true));
  }

  /** Manifests may give objects a namespace that have none in the cluster. */
  private static boolean isOf(ObjectRef manifest, ObjectRef object) {
    return manifest.group().equals(object.group())
        && manifest.kind().equals(object.kind())
        && manifest.name().equals(object.name())
        && (object.namespace().isEmpty() || manifest.namespace().equals(object.namespace()));
  }
}
