package dev.millrace.helm.action;

import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookPhase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What actions need of a cluster. Objects are plain trees with their namespace set. Whoever acts
 * for a tenant passes one that acts as the tenant.
 */
public interface ReleaseCluster extends KindScopes {
  /** What happens to the objects that a deleted object owns. */
  enum Propagation {
    BACKGROUND,
    FOREGROUND,
    ORPHAN
  }

  /**
   * The {@code apiVersion} in which the cluster has a kind that it lacks in the given one, of the
   * same group; empty if it has it in none.
   */
  default Optional<String> otherVersionOf(String apiVersion, String kind) throws ClusterException {
    return Optional.empty();
  }

  /** Reads an object. */
  Optional<Map<String, Object>> get(ObjectRef ref) throws ClusterException;

  /**
   * Creates an object.
   *
   * @throws ClusterException if it is there already, or is refused
   */
  void create(Map<String, Object> object) throws ClusterException;

  /** Applies an object on the server, which creates it if need be; takes over others' fields. */
  void apply(Map<String, Object> object) throws ClusterException;

  /**
   * Lets what was written to an object without {@link #apply} count as applied, so that the next
   * apply removes what it does not name. Does nothing to an object that does not exist.
   */
  default void takeOverFields(ObjectRef ref) throws ClusterException {}

  /** Changes an object with a JSON merge patch. */
  void patch(ObjectRef ref, Map<String, Object> mergePatch) throws ClusterException;

  /** Puts an object in the place of the one that is there. */
  void replace(Map<String, Object> object) throws ClusterException;

  /** Starts to delete an object; false if there is none. */
  boolean delete(ObjectRef ref, Propagation propagation) throws ClusterException;

  /**
   * Returns once the objects are ready.
   *
   * @param jobs whether Jobs must be complete
   * @throws ClusterException if that takes longer, or one of them failed; names the objects
   */
  void awaitReady(List<ManifestObject> objects, boolean jobs, Duration timeout)
      throws ClusterException;

  /**
   * Returns once the objects are gone.
   *
   * @throws ClusterException if that takes longer
   */
  void awaitDeleted(List<ObjectRef> refs, Duration timeout) throws ClusterException;

  /**
   * Returns once the object of a hook did its work: a Job is complete, a Pod succeeded, others
   * exist.
   *
   * @throws ClusterException if it failed or takes longer
   */
  void awaitHook(Map<String, Object> object, Duration timeout) throws ClusterException;

  /** Shows the logs of a hook that asks for it. */
  default void showLogs(Hook hook, ObjectRef ref, HookPhase result) {}
}
