package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.helm.release.Release;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * Labels on release records that say for which HelmRelease they were made. A run that dies between
 * recording a revision and writing the status leaves a revision that the status does not know; by
 * the labels the next run knows it as its own, and goes on instead of starting over.
 */
public final class MadeFor {
  private static final String OBJECT = "millrace.dev/helmrelease-uid";
  private static final String CHANGES = "millrace.dev/post-rendered-as";
  private static final int DIGITS = 32;

  private MadeFor() {}

  /**
   * The labels for an object.
   *
   * @param changes tells apart what the spec changes after rendering
   */
  public static Map<String, String> labels(HelmRelease object, String changes) {
    String uid = uid(object);
    return uid.isEmpty() ? Map.of() : Map.of(OBJECT, uid, CHANGES, digest(changes));
  }

  /** Whether a revision was made for an object, or copied from one that was. */
  public static boolean isOn(Release release, HelmRelease object) {
    String uid = uid(object);
    return !uid.isEmpty() && uid.equals(release.labels().get(OBJECT));
  }

  /** Whether a revision was changed after rendering as the spec says. */
  public static boolean isChangedAs(Release release, String changes) {
    return digest(changes).equals(release.labels().get(CHANGES));
  }

  private static String uid(HelmRelease object) {
    return Objects.requireNonNullElse(object.getMetadata().getUid(), "");
  }

  private static String digest(String changes) {
    byte[] text = changes.getBytes(StandardCharsets.UTF_8);
    return Digest.of(DigestAlgorithm.named("sha256"), text).hex().substring(0, DIGITS);
  }
}
