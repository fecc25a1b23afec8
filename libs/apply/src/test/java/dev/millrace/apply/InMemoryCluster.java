package dev.millrace.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.Cluster;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.ownership.FieldPaths;
import dev.millrace.apply.ownership.FieldSet;
import io.fabric8.zjsonpatch.JsonPatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An API server as far as applying is concerned: server-side apply with field ownership (lists are
 * atomic), finalizers, watches. Every request is written down.
 */
public final class InMemoryCluster implements Cluster {

  private static final Set<String> CLUSTER_KINDS =
      Set.of("Namespace", "ClusterRole", "CustomResourceDefinition", "StorageClass");

  public final List<String> requests = new ArrayList<>();
  private final Map<ObjectRef, KubeObject> objects = new LinkedHashMap<>();
  private final Map<WatchListener, WatchTarget> watches = new LinkedHashMap<>();
  private final List<Function<String, Optional<ApiFailure>>> refusals = new ArrayList<>();
  private final Map<String, Runnable> events = new HashMap<>();
  private UnaryOperator<KubeObject> onStore = UnaryOperator.identity();
  private UnaryOperator<KubeObject> onAdmission = UnaryOperator.identity();
  private final ObjectMapper json = new ObjectMapper();
  private int version = 100;
  private boolean clockStands;

  /** Refuses requests whose description matches, such as {@code dry-run ConfigMap/a/b}. */
  public void refuse(Predicate<String> request, ApiFailure failure) {
    refusals.add(text -> request.test(text) ? Optional.of(failure) : Optional.empty());
  }

  /** Lets everything happen in one second, the smallest unit of times in managed fields. */
  public void stopClock() {
    clockStands = true;
  }

  /** Lets a controller of the cluster complete objects when they are stored. */
  public void onStore(UnaryOperator<KubeObject> completion) {
    onStore = completion;
  }

  /** Lets a webhook change what is applied, in dry runs, too. */
  public void onAdmission(UnaryOperator<KubeObject> change) {
    onAdmission = change;
  }

  public synchronized Optional<KubeObject> find(ObjectRef ref) {
    return Optional.ofNullable(objects.get(ref));
  }

  @Override
  public boolean isNamespaced(String apiVersion, String kind) {
    return !CLUSTER_KINDS.contains(kind);
  }

  @Override
  public synchronized Optional<KubeObject> get(String apiVersion, ObjectRef ref) {
    note("get " + ref);
    return find(ref);
  }

  @Override
  public synchronized KubeObject apply(KubeObject config, ApplyMode mode) {
    note((mode.dryRun() ? "dry-run " : mode.onlyNew() ? "create " : "apply ") + config);
    KubeObject live = objects.get(config.ref());
    if (live != null && mode.onlyNew()) {
      throw ApiFailure.answered(409, "Conflict", "the object has been modified");
    }
    KubeObject merged =
        onAdmission.apply(live == null ? created(config, mode) : merged(live, config, mode));
    if (mode.dryRun()) {
      return live == null ? merged.without("metadata", "resourceVersion") : merged;
    }
    return live != null && merged.equals(live) ? live : store(merged);
  }

  @Override
  public synchronized KubeObject patch(
      String apiVersion, ObjectRef ref, List<PatchOperation> operations, String fieldManager) {
    note("patch " + ref);
    JsonNode patched =
        JsonPatch.apply(
            json.valueToTree(operations.stream().map(PatchOperation::toTree).toList()),
            json.valueToTree(require(ref).tree()));
    return store(KubeObject.of(json.convertValue(patched, Map.class)));
  }

  @Override
  public synchronized void delete(String apiVersion, ObjectRef ref, DeleteMode mode) {
    note("delete " + ref);
    KubeObject live = objects.get(ref);
    if (live == null) {
      return;
    }
    if (!mode.uid().isEmpty() && !mode.uid().equals(live.uid())) {
      throw ApiFailure.answered(409, "Conflict", "the uid does not match");
    }
    if (!mode.resourceVersion().isEmpty()
        && !mode.resourceVersion().equals(live.resourceVersion())) {
      throw ApiFailure.answered(409, "Conflict", "the resource version does not match");
    }
    if (Tree.list(live.tree(), "metadata", "finalizers").isEmpty()) {
      remove(ref);
    } else {
      store(live.with("2026-01-01T00:00:00Z", "metadata", "deletionTimestamp"));
    }
  }

  /** What another program does to an object; the fields that it changes become its own. */
  public synchronized void update(String manager, ObjectRef ref, UnaryOperator<KubeObject> change) {
    KubeObject before = require(ref);
    KubeObject after = change.apply(before);
    FieldSet changed = changedFields(fields(before), fields(after), before, after);
    List<Object> entries = new ArrayList<>();
    for (Object entry : managedFields(before)) {
      FieldSet rest = FieldSet.parse(Tree.get(entry, "fieldsV1")).minus(changed);
      entries.add(Tree.with(Tree.map(entry), rest.toTree(), "fieldsV1"));
    }
    entries.add(entry(manager, "Update", before.apiVersion(), changed));
    store(after.with(entries, "metadata", "managedFields"));
  }

  public synchronized void remove(ObjectRef ref) {
    if (objects.remove(ref) != null) {
      Map.copyOf(watches)
          .forEach(
              (listener, target) -> {
                if (target.covers(ref)) {
                  listener.onDelete(ref);
                }
              });
    }
  }

  public synchronized KubeObject store(KubeObject object) {
    KubeObject before = objects.get(object.ref());
    long generation =
        before != null && before.get("metadata", "generation") instanceof Long known ? known : 1;
    boolean changed = before != null && !Tree.same(before.get("spec"), object.get("spec"));
    KubeObject stored =
        onStore.apply(
            object
                .with(String.valueOf(version++), "metadata", "resourceVersion")
                .with(generation + (changed ? 1 : 0), "metadata", "generation"));
    objects.put(stored.ref(), stored);
    Map.copyOf(watches)
        .forEach(
            (listener, target) -> {
              if (target.covers(stored)) {
                listener.onUpsert(stored);
                listener.onReached(stored.resourceVersion());
              }
            });
    return stored;
  }

  @Override
  public synchronized Subscription watch(WatchTarget target, WatchListener listener) {
    watches.put(listener, target);
    try {
      note("watch " + target.kind() + " " + target.name());
    } catch (ApiFailure failure) {
      listener.onFailure(failure);
      return () -> {};
    }
    if (target.since().isEmpty()) {
      objects.values().stream().filter(target::covers).forEach(listener::onUpsert);
      listener.onReached(String.valueOf(version - 1));
      listener.onSynced();
    }
    return () -> {
      synchronized (this) {
        watches.remove(listener);
      }
    };
  }

  public synchronized int openWatches() {
    return watches.size();
  }

  /** Lets something happen just before a request is handled. */
  public void onceBefore(String request, Runnable event) {
    events.put(request, event);
  }

  private void note(String request) {
    requests.add(request);
    Runnable event = events.remove(request);
    if (event != null) {
      event.run();
    }
    for (Function<String, Optional<ApiFailure>> refusal : refusals) {
      Optional<ApiFailure> failure = refusal.apply(request);
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  private KubeObject require(ObjectRef ref) {
    return find(ref)
        .orElseThrow(() -> ApiFailure.answered(404, "NotFound", ref + " does not exist"));
  }

  private KubeObject created(KubeObject config, ApplyMode mode) {
    List<Object> entries =
        List.of(entry(mode.fieldManager(), "Apply", config.apiVersion(), fields(config)));
    return config
        .with("uid-" + version, "metadata", "uid")
        .with(entries, "metadata", "managedFields");
  }

  private KubeObject merged(KubeObject live, KubeObject config, ApplyMode mode) {
    FieldSet wanted = fields(config);
    FieldSet owned = FieldSet.none();
    FieldSet othersFields = FieldSet.none();
    List<Object> others = new ArrayList<>();
    FieldSet taken = changedFields(wanted, wanted, live, config);
    for (Object entry : managedFields(live)) {
      boolean own =
          Tree.string(entry, "manager").equals(mode.fieldManager())
              && Tree.string(entry, "operation").equals("Apply");
      FieldSet fields = FieldSet.parse(Tree.get(entry, "fieldsV1"));
      if (own) {
        owned = fields;
      } else {
        FieldSet rest = fields.minus(taken);
        othersFields = othersFields.union(rest);
        others.add(Tree.with(Tree.map(entry), rest.toTree(), "fieldsV1"));
      }
    }
    Object tree = live.tree();
    for (List<String> leaf : owned.minus(wanted).minus(othersFields).leaves()) {
      tree = FieldPaths.pointer(tree, leaf).orElseThrow().removeFrom(tree);
    }
    Map<String, @Nullable Object> result = overlay(Tree.map(tree), config.tree());
    KubeObject unchanged =
        KubeObject.of(Tree.with(result, managedFields(live), "metadata", "managedFields"));
    if (owned.equals(wanted) && unchanged.equals(live)) {
      return live;
    }
    others.add(entry(mode.fieldManager(), "Apply", config.apiVersion(), wanted));
    return KubeObject.of(Tree.with(result, others, "metadata", "managedFields"));
  }

  private static Map<String, @Nullable Object> overlay(
      Map<String, @Nullable Object> base, Map<String, @Nullable Object> top) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(base);
    top.forEach(
        (key, value) ->
            result.put(
                key,
                value instanceof Map && base.get(key) instanceof Map
                    ? overlay(Tree.map(base, key), Tree.map(value))
                    : value));
    return result;
  }

  private static List<Object> managedFields(KubeObject object) {
    return new ArrayList<>(Tree.list(object.tree(), "metadata", "managedFields"));
  }

  private Map<String, @Nullable Object> entry(
      String manager, String operation, String apiVersion, FieldSet fields) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("manager", manager);
    entry.put("operation", operation);
    entry.put("apiVersion", apiVersion);
    entry.put("time", Instant.EPOCH.plusSeconds(clockStands ? 0 : version).toString());
    entry.put("fieldsV1", fields.toTree());
    return entry;
  }

  /** The fields of two sets whose values differ between two objects. */
  private static FieldSet changedFields(
      FieldSet before, FieldSet after, KubeObject from, KubeObject to) {
    FieldSet same = FieldSet.none();
    FieldSet all = before.union(after);
    for (List<String> leaf : all.leaves()) {
      JsonPointer path = FieldPaths.pointer(to.tree(), leaf).orElseThrow();
      if (Tree.same(path.get(from.tree()), path.get(to.tree()))) {
        same = same.union(single(leaf));
      }
    }
    return all.minus(same);
  }

  private static FieldSet single(List<String> path) {
    FieldSet set = new FieldSet(true, Map.of());
    for (String element : path.reversed()) {
      set = new FieldSet(false, Map.of(element, set));
    }
    return set;
  }

  private static FieldSet fields(KubeObject object) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
    List.of("apiVersion", "kind", "status").forEach(tree::remove);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    for (String field : List.of("labels", "annotations", "finalizers")) {
      if (object.get("metadata", field) != null) {
        metadata.put(field, object.get("metadata", field));
      }
    }
    tree.put("metadata", metadata);
    FieldSet fields = fields(tree);
    return metadata.isEmpty() ? fields.minus(single(List.of("f:metadata"))) : fields;
  }

  private static FieldSet fields(@Nullable Object node) {
    Map<String, FieldSet> children = new LinkedHashMap<>();
    Tree.map(node).forEach((key, value) -> children.put("f:" + key, fields(value)));
    return new FieldSet(children.isEmpty(), children);
  }
}
