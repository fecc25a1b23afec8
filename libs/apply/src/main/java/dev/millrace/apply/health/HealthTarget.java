package dev.millrace.apply.health;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.Optional;

/**
 * An object that is waited for.
 *
 * @param apiVersion its apiVersion
 * @param ref its name
 * @param mayVanish whether its absence is success: a Job that is deleted some time after it is
 *     done, or what is to be gone
 * @param lastSeen the object as it was last seen, from which the watch goes on
 */
public record HealthTarget(
    String apiVersion, ObjectRef ref, boolean mayVanish, Optional<KubeObject> lastSeen) {

  /** An object of which nothing is known. */
  public static HealthTarget of(String apiVersion, ObjectRef ref) {
    return new HealthTarget(apiVersion, ref, false, Optional.empty());
  }

  /** An object as the API server just returned it. */
  public static HealthTarget of(KubeObject object) {
    return new HealthTarget(
        object.apiVersion(), object.ref(), hasTimeToLive(object), Optional.of(object));
  }

  /** An object that is being deleted, as the API server just returned it, and is to be gone. */
  public static HealthTarget leaving(KubeObject object) {
    return new HealthTarget(object.apiVersion(), object.ref(), true, Optional.of(object));
  }

  private static boolean hasTimeToLive(KubeObject object) {
    return object.kind().equals("Job")
        && object.apiVersion().startsWith("batch/")
        && object.get("spec", "ttlSecondsAfterFinished") instanceof Long;
  }
}
