package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.ApiVersion;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.helm.lookup.Lookup;
import dev.millrace.helm.lookup.LookupException;
import dev.millrace.helm.values.ValueTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What templates read of the cluster, as the identity that releases (SECURITY-CASES 44). */
final class ClusterLookup implements Lookup {
  private final ClusterConnection cluster;
  private final KnownSecrets secrets;

  /**
   * @param secrets are told what is read
   */
  ClusterLookup(ClusterConnection cluster, KnownSecrets secrets) {
    this.cluster = cluster;
    this.secrets = secrets;
  }

  @Override
  public Map<String, Object> find(String apiVersion, String kind, String namespace, String name)
      throws LookupException {
    try {
      return name.isEmpty()
          ? list(apiVersion, kind, namespace)
          : get(apiVersion, kind, namespace, name);
    } catch (ApiFailure | IllegalArgumentException e) {
      throw new LookupException(String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, Object> get(String apiVersion, String kind, String namespace, String name) {
    boolean namespaced = cluster.isNamespaced(apiVersion, kind);
    ObjectRef ref =
        new ObjectRef(
            ApiVersion.parse(apiVersion).group(), kind, namespaced ? namespace : "", name);
    return cluster.get(apiVersion, ref).map(this::copy).orElseGet(LinkedHashMap::new);
  }

  private Map<String, Object> list(String apiVersion, String kind, String namespace) {
    List<Object> items = new ArrayList<>();
    cluster
        .list(new WatchTarget(apiVersion, kind, namespace, "", "", ""))
        .forEach(object -> items.add(copy(object)));
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("apiVersion", apiVersion);
    list.put("kind", kind + "List");
    list.put("items", items);
    return list;
  }

  private Map<String, Object> copy(KubeObject object) {
    secrets.add(object);
    return ValueTrees.copy(HelmTrees.of(object));
  }
}
