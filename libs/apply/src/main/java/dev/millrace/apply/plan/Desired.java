package dev.millrace.apply.plan;

import dev.millrace.apply.drift.SecretMask;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.Set;

/**
 * One object as it is wanted.
 *
 * @param object the object
 * @param origin where it comes from, such as {@code apps/web.yaml:12}; empty if unknown
 * @param decrypted whether its values were encrypted at the source, so that none may be shown
 * @param secrets values that came into it from Secrets, and must not be shown wherever they are
 */
public record Desired(KubeObject object, String origin, boolean decrypted, Set<String> secrets) {

  /** Copies the set. */
  public Desired {
    secrets = Set.copyOf(secrets);
  }

  /** An object into which nothing came from elsewhere. */
  public Desired(KubeObject object, String origin, boolean decrypted) {
    this(object, origin, decrypted, Set.of());
  }

  /** An object of unknown origin. */
  public static Desired of(KubeObject object) {
    return new Desired(object, "", false);
  }

  /** The same with another content. */
  public Desired with(KubeObject changed) {
    return new Desired(changed, origin, decrypted, secrets);
  }

  /** The same with another content, into which values of Secrets came. */
  public Desired with(KubeObject changed, Set<String> values) {
    return new Desired(changed, origin, decrypted, values);
  }

  public ObjectRef ref() {
    return object.ref();
  }

  /** What of the object may be shown. */
  public SecretMask mask() {
    return SecretMask.of(object, decrypted).alsoHiding(secrets);
  }
}
