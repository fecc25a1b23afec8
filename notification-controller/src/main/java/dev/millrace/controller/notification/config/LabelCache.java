package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.event.InvolvedObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The labels of objects, kept up to date by one watch for each kind that Alerts select by labels. A
 * watch starts when it is needed first.
 */
final class LabelCache implements AutoCloseable {
  private static final int MOST_KINDS = 50;
  private static final String GROUPS = ".fluxcd.io";

  private final KubernetesClient client;
  private final Optional<String> namespace;
  private final Map<String, SharedIndexInformer<GenericKubernetesResource>> kinds = new HashMap<>();

  /**
   * @param namespace the only one that is watched; empty for all
   */
  LabelCache(KubernetesClient client, Optional<String> namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** The labels of the object that an event is about; empty when it can't be looked up. */
  Optional<Map<String, String>> labelsOf(Event event) {
    InvolvedObject object = event.involvedObject();
    if (object.apiVersion().isEmpty() || object.kind().isEmpty()) {
      return Optional.empty();
    }
    return watched(object)
        .or(() -> ask(object))
        .map(
            found ->
                Objects.requireNonNullElse(
                    found.getMetadata().getLabels(), Map.<String, String>of()));
  }

  /** Only kinds of Flux are watched: an event may come from anybody and name anything. */
  private Optional<GenericKubernetesResource> watched(InvolvedObject object) {
    if (!object.group().endsWith(GROUPS)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          watch(object).getStore().getByKey(object.namespace() + "/" + object.name()));
    } catch (KubernetesClientException _) {
      return Optional.empty();
    }
  }

  /** What was made a moment ago may not have been seen by the watch. */
  private Optional<GenericKubernetesResource> ask(InvolvedObject object) {
    try {
      return Optional.ofNullable(
          client
              .genericKubernetesResources(object.apiVersion(), object.kind())
              .inNamespace(object.namespace())
              .withName(object.name())
              .get());
    } catch (KubernetesClientException _) {
      return Optional.empty();
    }
  }

  private synchronized SharedIndexInformer<GenericKubernetesResource> watch(InvolvedObject object) {
    String kind = object.apiVersion() + "/" + object.kind();
    SharedIndexInformer<GenericKubernetesResource> known = kinds.get(kind);
    if (known != null) {
      return known;
    }
    if (kinds.size() >= MOST_KINDS) {
      close();
    }
    var resources = client.genericKubernetesResources(object.apiVersion(), object.kind());
    SharedIndexInformer<GenericKubernetesResource> informer =
        namespace
            .map(only -> resources.inNamespace(only).inform())
            .orElseGet(() -> resources.inAnyNamespace().inform());
    kinds.put(kind, informer);
    return informer;
  }

  @Override
  public synchronized void close() {
    kinds.values().forEach(SharedIndexInformer::close);
    kinds.clear();
  }
}
