package dev.millrace.apply.plan;

import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;

/**
 * One object as it is wanted.
 *
 * @param object the object
 * @param origin where it comes from, such as {@code apps/web.yaml:12}; empty if unknown
 * @param decrypted whether its values were encrypted at the source, so that none may be shown
 */
public record Desired(KubeObject object, String origin, boolean decrypted) {

  /** An object of unknown origin. */
  public static Desired of(KubeObject object) {
    return new Desired(object, "", false);
  }

  /** The same with another content. */
  public Desired with(KubeObject changed) {
    return new Desired(changed, origin, decrypted);
  }

  public ObjectRef ref() {
    return object.ref();
  }

  /** What of the object may be shown. */
  public SecretMask mask() {
    return SecretMask.of(object, decrypted);
  }
}
