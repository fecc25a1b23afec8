package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of a release on the cluster. */
public final class ReleaseObjects {
  private final ReleaseCluster cluster;
  private final Ownership ownership;
  private final String namespace;

  /**
   * The objects of a release.
   *
   * @param release its name
   * @param namespace of objects that name none
   */
  public ReleaseObjects(ReleaseCluster cluster, String release, String namespace) {
    this.cluster = cluster;
    this.ownership = new Ownership(release, namespace);
    this.namespace = namespace;
  }

  /** The objects of a manifest with the marks of the release. */
  public List<ManifestObject> read(String manifest) throws ActionException, ClusterException {
    return new ManifestObjects(cluster, namespace)
        .read(manifest).stream().map(object -> object.with(ownership::mark)).toList();
  }

  /**
   * Those objects that exist already and are therefore to be updated.
   *
   * @param take whether objects of others are taken over
   * @param action for the message: what can't continue
   * @throws ActionException if an object belongs to somebody else and is not to be taken
   */
  List<ManifestObject> existing(List<ManifestObject> objects, boolean take, String action)
      throws ActionException, ClusterException {
    var existing = new ArrayList<ManifestObject>();
    for (ManifestObject object : objects) {
      Optional<Map<String, Object>> live = cluster.get(object.ref());
      if (live.isEmpty()) {
        continue;
      }
      String conflict = take ? "" : ownership.conflict(live.get());
      if (!conflict.isEmpty()) {
        throw new ActionException(
            Reason.OWNERSHIP,
            "Unable to continue with %s: %s exists and cannot be imported into the current release: invalid ownership metadata; %s"
                .formatted(action, object.ref(), conflict));
      }
      existing.add(object);
    }
    return existing;
  }

  /** Returns once the objects are ready, as far as that is asked for. */
  void await(List<ManifestObject> objects, ActionOptions.Wait wait, Duration timeout)
      throws ClusterException {
    if (wait != ActionOptions.Wait.NOTHING && !objects.isEmpty()) {
      cluster.awaitReady(objects, wait == ActionOptions.Wait.OBJECTS_AND_JOBS, timeout);
    }
  }
}
