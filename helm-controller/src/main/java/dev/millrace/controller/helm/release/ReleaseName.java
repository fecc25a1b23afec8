package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.helm.release.NameRule;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a release is and what it is called (FLUX.md 4.1).
 *
 * @param namespace of the objects that name none
 * @param storage the namespace of the records
 */
public record ReleaseName(String name, String namespace, String storage) {
  private static final int KEPT = 40;
  private static final int HASH = 12;

  /** What the spec of an object asks for. */
  public static ReleaseName of(HelmRelease object) {
    HelmReleaseSpec spec = object.spec();
    String own = object.getMetadata().getNamespace();
    String target = or(spec.targetNamespace(), own);
    String unnamed = object.getMetadata().getName();
    String called =
        isGiven(spec.targetNamespace()) ? spec.targetNamespace() + "-" + unnamed : unnamed;
    return new ReleaseName(
        shortened(or(spec.releaseName(), called)), target, or(spec.storageNamespace(), own));
  }

  /** Helm allows names of 53 characters; longer ones end in the start of their hash. */
  static String shortened(String name) {
    if (name.length() <= NameRule.MAX_LENGTH) {
      return name;
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    String hash = Digest.of(DigestAlgorithm.named("sha256"), text).hex();
    return name.substring(0, KEPT) + "-" + hash.substring(0, HASH);
  }

  private static boolean isGiven(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private static String or(@Nullable String given, String otherwise) {
    return given == null || given.isEmpty() ? otherwise : given;
  }
}
