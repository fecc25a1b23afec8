package dev.millrace.controller.notification.receiver;

import dev.millrace.api.meta.FluxObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The objects of a real cluster. */
final class ClusterResources implements ResourceObjects {
  private static final int MOST_ATTEMPTS = 3;

  private final KubernetesClient client;
  private final KubernetesSerialization serialization;
  private final Clock clock;

  ClusterResources(KubernetesClient client, Clock clock) {
    this.client = client;
    this.serialization = client.getKubernetesSerialization();
    this.clock = clock;
  }

  @Override
  public Map<String, @Nullable Object> get(Key key) {
    return answered(
        key,
        () -> {
          GenericKubernetesResource found =
              of(key).inNamespace(key.namespace()).withName(key.name()).get();
          if (found == null) {
            throw new ClusterRefusal(key + " not found");
          }
          return metadata(key, found);
        });
  }

  @Override
  public List<Map<String, @Nullable Object>> list(Key key, Map<String, String> labels) {
    return answered(
        key,
        () ->
            of(key).inNamespace(key.namespace()).withLabels(labels).list().getItems().stream()
                .sorted(Comparator.comparing(each -> each.getMetadata().getName()))
                .map(each -> metadata(key, each))
                .toList());
  }

  @Override
  public void requestReconciliation(Key key) {
    String patch =
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
            .formatted(FluxObject.REQUESTED_AT, clock.instant());
    answered(
        key,
        () -> {
          GenericKubernetesResource patched =
              of(key)
                  .inNamespace(key.namespace())
                  .withName(key.name())
                  .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
          if (patched == null) {
            throw new ClusterRefusal(key + " not found");
          }
          return patched;
        });
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      of(Key key) {
    return client.genericKubernetesResources(key.apiVersion(), key.kind());
  }

  /** An answer that was cut or is the server's own failure says nothing of the object. */
  private static <T> T answered(Key key, Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (KubernetesClientException e) {
        if (attempt == MOST_ATTEMPTS || isAnswer(e)) {
          throw new ClusterRefusal("the API server answered %d for %s".formatted(e.getCode(), key));
        }
      }
    }
  }

  private static boolean isAnswer(KubernetesClientException e) {
    return e.getCode() >= 400 && e.getCode() < 500;
  }

  @SuppressWarnings("unchecked") // metadata is an object
  private Map<String, @Nullable Object> metadata(Key key, GenericKubernetesResource object) {
    ObjectMeta metadata = object.getMetadata();
    metadata.setManagedFields(null);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", key.apiVersion());
    tree.put("kind", key.kind());
    tree.put("metadata", serialization.convertValue(metadata, Map.class));
    return tree;
  }
}
