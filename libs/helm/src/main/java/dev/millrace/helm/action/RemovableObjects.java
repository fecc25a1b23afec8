package dev.millrace.helm.action;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of a release that is to go, each by an API that the cluster has. Helm refuses to
 * uninstall a release as long as one of its kinds is unknown. But with the definition of a kind all
 * its objects went, so that nothing is left to delete; and where only the version is gone, the
 * objects are there in another one.
 */
final class RemovableObjects {
  /** Its kinds moved to other groups, and the objects with them, though the group is gone. */
  private static final String SPLIT_GROUP = "extensions";

  private final ReleaseCluster cluster;
  private final String namespace;
  private final Map<Kind, String> served = new HashMap<>();
  private final Set<Kind> gone = new HashSet<>();

  /**
   * @param namespace of objects that name none
   */
  RemovableObjects(ReleaseCluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  private record Kind(String apiVersion, String kind) {
    static Kind of(ObjectRef ref) {
      return new Kind(ref.apiVersion(), ref.kind());
    }
  }

  /**
   * What a manifest names.
   *
   * @param objects those that may be there
   * @param gone those whose kind is gone
   */
  record Found(List<ManifestObject> objects, List<ObjectRef> gone) {}

  /** The objects of a manifest. */
  Found in(String manifest) throws ActionException, ClusterException {
    List<ManifestObject> objects = new ArrayList<>();
    List<ObjectRef> missing = new ArrayList<>();
    for (ManifestObject object :
        new ManifestObjects(this::isNamespaced, namespace).read(manifest)) {
      if (gone.contains(Kind.of(object.ref()))) {
        missing.add(object.ref());
      } else {
        objects.add(object);
      }
    }
    return new Found(objects, missing);
  }

  /** The name of an object in a version that the cluster has. */
  ObjectRef served(ObjectRef ref) {
    String apiVersion = served.getOrDefault(Kind.of(ref), ref.apiVersion());
    return new ObjectRef(apiVersion, ref.kind(), ref.namespace(), ref.name());
  }

  private boolean isNamespaced(String apiVersion, String kind) throws ClusterException {
    try {
      return cluster.isNamespaced(apiVersion, kind);
    } catch (UnknownKind unknown) {
      return isNamespacedElsewhere(new Kind(apiVersion, kind), unknown);
    }
  }

  private boolean isNamespacedElsewhere(Kind kind, UnknownKind unknown) throws ClusterException {
    Optional<String> other = cluster.otherVersionOf(kind.apiVersion(), kind.kind());
    if (other.isPresent()) {
      served.put(kind, other.get());
      return cluster.isNamespaced(other.get(), kind.kind());
    }
    if (kind.apiVersion().startsWith(SPLIT_GROUP + "/")) {
      throw new ClusterException(
          unknown.getMessage()
              + "; its objects may live on in another API group: let the record of the release name"
              + " that group, or delete the objects and the record by hand",
          unknown);
    }
    gone.add(kind);
    return false;
  }
}
