package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.ReconciledStatus;
import dev.millrace.runtime.condition.StatusConditions;
import dev.millrace.runtime.watch.ReadinessWatch;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the API server and keeps the framework's cache in step, so that the next run sees
 * what this one wrote. Every write is guarded by the resource version; on a conflict the object is
 * read again and {@link Conflict} says whether the change is made anew.
 */
final class ClusterWriter<R extends ReconciledObject<S>, S extends ReconciledStatus<S>>
    implements ObjectWriter<R, S> {
  private static final int MAX_ATTEMPTS = 5;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final String STATUS = "status";
  private static final String CONDITIONS = "conditions";
  private static final String FINALIZERS = "finalizers";

  private final Context<R> context;
  private final Kind<R> kind;
  private final PatchContext patchContext;
  private final ObjectRequests requests;

  ClusterWriter(Context<R> context, Kind<R> kind, String fieldManager, ObjectRequests requests) {
    this.context = context;
    this.kind = kind;
    this.requests = requests;
    this.patchContext =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(fieldManager)
            .withFieldValidation(FieldValidateable.Validation.IGNORE.parameterValue())
            .build();
  }

  @Override
  public Optional<R> latest() {
    return context.getPrimaryCache().get(ResourceID.fromResource(context.getPrimaryResource()));
  }

  @Override
  public Optional<R> addFinalizer(R object, String finalizer) {
    return retrying(
        object,
        current -> {
          List<String> all = new ArrayList<>(current.getMetadata().getFinalizers());
          return all.contains(finalizer) || !all.add(finalizer)
              ? current
              : patchMetadata(current, Map.of(FINALIZERS, all));
        },
        Conflict::overMetadata);
  }

  @Override
  public Optional<R> removeFinalizer(R object, String finalizer) {
    return retrying(
        object,
        current -> {
          List<String> left = new ArrayList<>(current.getMetadata().getFinalizers());
          return left.remove(finalizer)
              ? patchMetadata(current, Map.of(FINALIZERS, left))
              : current;
        },
        Conflict::overMetadata);
  }

  @Override
  public Optional<R> writeStatus(R object, S before, S after) {
    Map<String, @Nullable Object> change = TreePatch.between(tree(before), tree(after));
    return retrying(
        object,
        current -> {
          if (change.containsKey(CONDITIONS)) {
            change.put(CONDITIONS, mergedConditions(current, after));
          }
          return patchStatus(current, change);
        },
        Conflict::overStatus);
  }

  @Override
  public Optional<R> clearStatus(R object) {
    return retrying(object, current -> patchStatus(current, null), Conflict::overMetadata);
  }

  private List<Condition> mergedConditions(R current, S computed) {
    return StatusConditions.onto(
        kind.conditions(), current.status().conditions(), computed.conditions());
  }

  private R patchMetadata(R current, Map<String, ?> change) {
    return cached(
        current,
        known ->
            context
                .getClient()
                .resource(addressOf(known))
                .patch(patchContext, guarded(current, new LinkedHashMap<>(), change)));
  }

  private R patchStatus(R current, @Nullable Map<String, @Nullable Object> change) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    patch.put(STATUS, change);
    return cached(
        current,
        known ->
            context
                .getClient()
                .resource(addressOf(known))
                .subresource(STATUS)
                .patch(patchContext, guarded(current, patch, Map.of())));
  }

  /** What a path is made of and nothing more: the client copies whatever it is given. */
  private R addressOf(R object) {
    Map<String, Object> address =
        Map.of(
            "apiVersion",
            object.getApiVersion(),
            "kind",
            object.getKind(),
            "metadata",
            Map.of(
                "namespace", object.getMetadata().getNamespace(),
                "name", object.getMetadata().getName()));
    return serialization().convertValue(address, primaryClass(object));
  }

  /** A patch that only succeeds on the version of the object that we know. */
  private String guarded(R current, Map<String, @Nullable Object> patch, Map<String, ?> metadata) {
    Map<String, Object> guarded = new LinkedHashMap<>(metadata);
    guarded.put("resourceVersion", current.getMetadata().getResourceVersion());
    patch.put("metadata", guarded);
    return serialization().asJson(patch);
  }

  private R cached(R object, UnaryOperator<R> write) {
    ManagedInformerEventSource<R, R, ?> primaries =
        context.eventSourceRetriever().getControllerEventSource();
    R stored = primaries.eventFilteringUpdateAndCacheResource(object, write);
    announce(stored, object);
    return stored;
  }

  /** The framework hides our own writes from those who listen to the kind's watch. */
  private void announce(R now, R before) {
    for (EventSource<R, R> source :
        context.eventSourceRetriever().getEventSourcesFor(primaryClass(now))) {
      if (source instanceof ReadinessWatch<R> watch) {
        watch.onResourceUpdated(now, before);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private Class<R> primaryClass(R object) {
    return (Class<R>) object.getClass();
  }

  private Optional<R> retrying(
      R object, UnaryOperator<R> write, BiFunction<R, @Nullable R, Conflict> judge) {
    R current = object;
    for (int attempt = 1; ; attempt++) {
      try {
        R known = current;
        return Optional.of(requests.send("PATCH", object, () -> write.apply(known)));
      } catch (KubernetesClientException e) {
        if (e.getCode() == NOT_FOUND) {
          return Optional.empty();
        }
        if (e.getCode() != CONFLICT || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        R stale = current;
        R fresh = requests.send("GET", object, () -> context.getClient().resource(stale).get());
        switch (judge.apply(object, fresh)) {
          case GONE -> {
            return Optional.empty();
          }
          case LOST -> throw e;
          case HARMLESS -> current = Objects.requireNonNull(fresh);
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> tree(S status) {
    return serialization().convertValue(status, Map.class);
  }

  private KubernetesSerialization serialization() {
    return context.getClient().getKubernetesSerialization();
  }
}
