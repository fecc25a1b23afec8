package dev.millrace.helm.action;

import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.values.ValueTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings the objects of one manifest in the place of those of another. */
final class ObjectUpdate {
  private static final String RESOURCE_POLICY = "helm.sh/resource-policy";
  private static final String KEEP = "keep";

  private final ReleaseCluster cluster;
  private final ApplyMethod method;
  private final Manner manner;
  private final List<ObjectRef> created = new ArrayList<>();

  /**
   * What an update does besides.
   *
   * @param force whether live objects are replaced and not changed; a server that applies objects
   *     knows by itself what to change
   * @param notesCreated whether {@link #created} will be asked for
   * @param takesOverFields whether a server that applies objects is told first that what was
   *     written in other ways before is to be treated as applied, too
   */
  record Manner(boolean force, boolean notesCreated, boolean takesOverFields) {}

  /** Prepares an update. */
  ObjectUpdate(ReleaseCluster cluster, ApplyMethod method, Manner manner) {
    this.cluster = cluster;
    this.method = method;
    this.manner = manner;
  }

  /** What did not exist before, if that is noted; filled while the update runs. */
  List<ObjectRef> created() {
    return List.copyOf(created);
  }

  /**
   * Writes {@code wanted}, then deletes what only {@code previous} has. An object that can't be
   * changed or deleted does not keep others from it; one that can't be made does.
   */
  void run(List<ManifestObject> previous, List<ManifestObject> wanted) throws ClusterException {
    Map<ObjectRef, ManifestObject> before = byName(previous);
    var problems = new UpdateProblems();
    for (ManifestObject object : wanted) {
      ManifestObject earlier = before.get(object.ref().withoutVersion());
      problems.collect(() -> write(object.tree(), earlier));
      if (earlier == null) {
        problems.throwIfAny();
      }
    }
    problems.throwIfAny();
    Set<ObjectRef> stay = byName(wanted).keySet();
    for (ManifestObject object : previous) {
      if (!stay.contains(object.ref().withoutVersion())) {
        problems.collect(() -> deleteUnlessKept(object.ref()));
      }
    }
    problems.throwIfAny();
  }

  /** The objects by names that are the same in all versions of an API; the first of each name. */
  static Map<ObjectRef, ManifestObject> byName(List<ManifestObject> objects) {
    Map<ObjectRef, ManifestObject> byName = new HashMap<>();
    objects.forEach(object -> byName.putIfAbsent(object.ref().withoutVersion(), object));
    return byName;
  }

  private void write(Map<String, Object> object, @Nullable ManifestObject previous)
      throws ClusterException {
    ObjectRef ref = ObjectRef.of(object);
    if (method == ApplyMethod.SERVER_SIDE && manner.takesOverFields() && previous != null) {
      cluster.takeOverFields(ref);
    }
    if (method == ApplyMethod.SERVER_SIDE && !manner.notesCreated()) {
      // The server knows by itself whether the object exists.
      cluster.apply(object);
      return;
    }
    Optional<Map<String, Object>> live = cluster.get(ref);
    if (live.isEmpty()) {
      create(object);
      created.add(ref);
    } else if (method == ApplyMethod.SERVER_SIDE) {
      cluster.apply(object);
    } else if (manner.force()) {
      cluster.replace(object);
    } else {
      Map<String, Object> patch =
          new ThreeWayMerge(ref, MergeTypes.builtIn())
              .patch(previous == null ? Map.of() : previous.tree(), object, live.get());
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
}
