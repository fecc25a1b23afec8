package dev.millrace.runtime.reconcile;

import dev.millrace.runtime.condition.Condition;
import dev.millrace.runtime.condition.Conditions;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the API server and keeps the framework's cache in step, so that the next run sees
 * what this one wrote. Every write is guarded by the resource version; on a conflict the object is
 * read again and the change made anew.
 */
final class ClusterWriter<R extends CustomResource<?, ?>> implements ObjectWriter<R> {
  private static final int MAX_ATTEMPTS = 5;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final Context<R> context;
  private final Kind<R, ?> kind;
  private final String fieldManager;

  ClusterWriter(Context<R> context, Kind<R, ?> kind, String fieldManager) {
    this.context = context;
    this.kind = kind;
    this.fieldManager = fieldManager;
  }

  @Override
  public Optional<R> latest() {
    return context.getPrimaryCache().get(ResourceID.fromResource(context.getPrimaryResource()));
  }

  @Override
  public Optional<R> addFinalizer(R object, String finalizer) {
    return retrying(object, current -> writeFinalizers(current, withFinalizer(current, finalizer)));
  }

  @Override
  public Optional<R> removeFinalizer(R object, String finalizer) {
    return retrying(
        object,
        current -> {
          List<String> left = new ArrayList<>(current.getMetadata().getFinalizers());
          return left.remove(finalizer) ? writeFinalizers(current, left) : current;
        });
  }

  @Override
  public Optional<R> writeStatus(R object, Map<String, Object> before, Map<String, Object> after) {
    Map<String, @Nullable Object> change = TreePatch.between(before, after);
    List<Condition> conditions = new StatusTree(after).conditions();
    return retrying(
        object,
        current -> {
          if (current != object && change.containsKey(StatusTree.CONDITIONS)) {
            change.put(StatusTree.CONDITIONS, mergedConditions(current, conditions));
          }
          return patch(current, Map.of("status", change), "status");
        });
  }

  private List<Map<String, Object>> mergedConditions(R current, List<Condition> computed) {
    Object status = current.getStatus();
    List<Condition> newer = status == null ? List.of() : new StatusTree(tree(status)).conditions();
    return Conditions.onto(kind.conditions(), newer, computed).stream()
        .map(Condition::toTree)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> tree(Object value) {
    return client().getKubernetesSerialization().convertValue(value, Map.class);
  }

  private static List<String> withFinalizer(CustomResource<?, ?> object, String finalizer) {
    List<String> all = new ArrayList<>(object.getMetadata().getFinalizers());
    all.add(finalizer);
    return all;
  }

  private R writeFinalizers(R current, List<String> finalizers) {
    return patch(current, Map.of("metadata", Map.of("finalizers", finalizers)), null);
  }

  /** Sends a merge patch that only succeeds on the version of the object we know. */
  private R patch(R current, Map<String, ?> change, @Nullable String subresource) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (change.get("metadata") instanceof Map<?, ?> wanted) {
      wanted.forEach((key, value) -> metadata.put(key.toString(), value));
    }
    metadata.put("resourceVersion", current.getMetadata().getResourceVersion());
    Map<String, Object> patch = new LinkedHashMap<>(change);
    patch.put("metadata", metadata);
    String json = client().getKubernetesSerialization().asJson(patch);
    return cached(
        current,
        known -> {
          var resource = client().resource(known);
          return subresource == null
              ? resource.patch(patchContext(), json)
              : resource.subresource(subresource).patch(patchContext(), json);
        });
  }

  private R cached(R object, UnaryOperator<R> write) {
    ManagedInformerEventSource<R, R, ?> primaries =
        context.eventSourceRetriever().getControllerEventSource();
    return primaries.eventFilteringUpdateAndCacheResource(object, write);
  }

  private Optional<R> retrying(R object, UnaryOperator<R> write) {
    R current = object;
    for (int attempt = 1; ; attempt++) {
      try {
        return Optional.of(write.apply(current));
      } catch (KubernetesClientException e) {
        if (e.getCode() == NOT_FOUND) {
          return Optional.empty();
        }
        if (e.getCode() != CONFLICT || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        R fresh = client().resource(current).get();
        if (fresh == null || !sameObject(fresh, object)) {
          return Optional.empty();
        }
        current = fresh;
      }
    }
  }

  private static boolean sameObject(CustomResource<?, ?> a, CustomResource<?, ?> b) {
    return a.getMetadata().getUid().equals(b.getMetadata().getUid());
  }

  private PatchContext patchContext() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.JSON_MERGE)
        .withFieldManager(fieldManager)
        .build();
  }

  private KubernetesClient client() {
    return context.getClient();
  }
}
