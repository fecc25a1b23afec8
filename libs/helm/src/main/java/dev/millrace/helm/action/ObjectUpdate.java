package dev.millrace.helm.action;

import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.values.ValueTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings the objects of one manifest in the place of those of another. */
final class ObjectUpdate {
  private static final String RESOURCE_POLICY = "helm.sh/resource-policy";
  private static final String KEEP = "keep";

  private final ReleaseCluster cluster;
  private final ApplyMethod method;
  private final boolean force;
  private final boolean notesCreated;
  private final List<ObjectRef> created = new ArrayList<>();

  /**
   * Prepares an update.
   *
   * @param force whether live objects are replaced and not changed
   * @param notesCreated whether {@link #created} will be asked for
   */
  ObjectUpdate(ReleaseCluster cluster, ApplyMethod method, boolean force, boolean notesCreated) {
    this.cluster = cluster;
    this.method = method;
    this.force = force;
    this.notesCreated = notesCreated;
  }

  /** What did not exist before, if that is noted; filled while the update runs. */
  List<ObjectRef> created() {
    return List.copyOf(created);
  }

  /** Writes {@code wanted}, then deletes what only {@code previous} has. */
  void run(List<Map<String, Object>> previous, List<Map<String, Object>> wanted)
      throws ClusterException {
    for (Map<String, Object> object : wanted) {
      write(object, find(previous, ObjectRef.of(object)));
    }
    for (Map<String, Object> object : previous) {
      ObjectRef ref = ObjectRef.of(object);
      if (find(wanted, ref) == null) {
        deleteUnlessKept(ref);
      }
    }
  }

  private void write(Map<String, Object> object, @Nullable Map<String, Object> previous)
      throws ClusterException {
    if (method == ApplyMethod.SERVER_SIDE && !force && !notesCreated) {
      // The server knows by itself whether the object exists.
      cluster.apply(object);
      return;
    }
    ObjectRef ref = ObjectRef.of(object);
    Optional<Map<String, Object>> live = cluster.get(ref);
    if (live.isEmpty()) {
      create(object);
      created.add(ref);
    } else if (force) {
      cluster.replace(object);
    } else if (method == ApplyMethod.SERVER_SIDE) {
      cluster.apply(object);
    } else {
      Map<String, Object> patch =
          new ThreeWayMerge(ref, MergeTypes.builtIn())
              .patch(previous == null ? Map.of() : previous, object, live.get());
      if (!patch.isEmpty()) {
        cluster.patch(ref, patch);
      }
    }
  }

  private void create(Map<String, Object> object) throws ClusterException {
    if (method == ApplyMethod.SERVER_SIDE) {
      cluster.apply(object);
    } else {
      cluster.create(object);
    }
  }

  private void deleteUnlessKept(ObjectRef ref) throws ClusterException {
    Optional<Map<String, Object>> live = cluster.get(ref);
    if (live.isPresent() && !isKept(live.get())) {
      cluster.delete(ref, Propagation.BACKGROUND);
    }
  }

  /** Whether an object asks not to be deleted with its release. */
  static boolean isKept(Map<String, Object> object) {
    return ValueTrees.tableAt(object, "metadata.annotations")
        .map(annotations -> annotations.get(RESOURCE_POLICY))
        .map(policy -> policy.toString().strip().equalsIgnoreCase(KEEP))
        .orElse(false);
  }

  private static @Nullable Map<String, Object> find(
      List<Map<String, Object>> objects, ObjectRef ref) {
    for (Map<String, Object> object : objects) {
      if (ObjectRef.of(object).sameObject(ref)) {
        return object;
      }
    }
    return null;
  }
}
