package dev.millrace.helm.action;

import dev.millrace.helm.values.ValueTrees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster in memory: for tests, and to see what an action would do. Objects are ready at once.
 * Every request that changes something is remembered in order.
 */
public class InMemoryCluster implements ReleaseCluster {
  private static final Set<String> CLUSTER_WIDE =
      Set.of(
          "Namespace",
          "CustomResourceDefinition",
          "ClusterRole",
          "ClusterRoleBinding",
          "PersistentVolume",
          "StorageClass",
          "PriorityClass",
          "IngressClass",
          "APIService",
          "MutatingWebhookConfiguration",
          "ValidatingWebhookConfiguration");

  private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();

  /** What was done so far, one line for each change: the verb, the kind and the name. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Puts an object there without a request. */
  public final void put(Map<String, Object> object) {
    objects.put(key(ObjectRef.of(object)), ValueTrees.copy(object));
  }

  @Override
  public boolean isNamespaced(String apiVersion, String kind) throws ClusterException {
    return !CLUSTER_WIDE.contains(kind);
  }

  @Override
  public Optional<Map<String, Object>> get(ObjectRef ref) throws ClusterException {
    return Optional.ofNullable(objects.get(key(ref))).map(ValueTrees::copy);
  }

  @Override
  public void create(Map<String, Object> object) throws ClusterException {
    ObjectRef ref = ObjectRef.of(object);
    if (objects.containsKey(key(ref))) {
      throw new ClusterException(ref.kind() + " \"" + ref.name() + "\" already exists");
    }
    requests.add("create " + shown(ref));
    put(object);
  }

  @Override
  public void apply(Map<String, Object> object) throws ClusterException {
    ObjectRef ref = ObjectRef.of(object);
    requests.add("apply " + shown(ref));
    put(object);
  }

  @Override
  public void patch(ObjectRef ref, Map<String, Object> mergePatch) throws ClusterException {
    requests.add("patch " + shown(ref));
    Map<String, Object> live = objects.get(key(ref));
    if (live == null) {
      throw new ClusterException(ref + " not found");
    }
    mergeInto(live, mergePatch);
  }

  @Override
  public void replace(Map<String, Object> object) throws ClusterException {
    requests.add("replace " + shown(ObjectRef.of(object)));
    put(object);
  }

  @Override
  public boolean delete(ObjectRef ref, Propagation propagation) throws ClusterException {
    boolean existed = objects.remove(key(ref)) != null;
    if (existed) {
      requests.add("delete " + shown(ref));
    }
    return existed;
  }

  @Override
  public void awaitReady(List<ManifestObject> awaited, boolean jobs, Duration timeout)
      throws ClusterException {
    requests.add("await " + awaited.size());
  }

  @Override
  public void awaitDeleted(List<ObjectRef> refs, Duration timeout) throws ClusterException {}

  @Override
  public void awaitHook(Map<String, Object> object, Duration timeout) throws ClusterException {
    requests.add("hook " + shown(ObjectRef.of(object)));
  }

  private static void mergeInto(Map<String, Object> target, Map<String, Object> patch) {
    patch.forEach(
        (key, value) -> {
          Map<String, Object> nested = ValueTrees.asTable(value);
          Map<String, Object> existing = ValueTrees.asTable(target.get(key));
          if (value == null) {
            target.remove(key);
          } else if (nested != null && existing != null) {
            mergeInto(existing, nested);
          } else {
            target.put(key, value);
          }
        });
  }

  private static String shown(ObjectRef ref) {
    return ref.kind() + "/" + ref.name();
  }

  private static String key(ObjectRef ref) {
    return String.join("|", ref.group(), ref.kind(), ref.namespace(), Objects.toString(ref.name()));
  }
}
