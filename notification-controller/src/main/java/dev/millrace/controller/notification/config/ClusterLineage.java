package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.event.Event;
import dev.millrace.controller.notification.provider.Lineage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Follows an object back to its start: to the Kustomizations whose labels it has, and to the source
 * that its spec names.
 */
final class ClusterLineage implements Lineage {
  private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io";
  private static final String SOURCE = "source.toolkit.fluxcd.io/v1";
  private static final int DEEPEST = 10;
  private static final Set<String> SOURCES =
      Set.of("GitRepository", "HelmChart", "OCIRepository", "Bucket", "ExternalArtifact");

  private final KubernetesClient client;

  ClusterLineage(KubernetesClient client) {
    this.client = client;
  }

  private record Ancestor(String uid, String revision) {}

  @Override
  public Position of(Event event) {
    Optional<GenericKubernetesResource> object =
        get(
            event.involvedObject().apiVersion(),
            event.involvedObject().kind(),
            event.involvedObject().namespace(),
            event.involvedObject().name());
    if (object.isEmpty()) {
      return Position.FIRST;
    }
    List<Ancestor> appliers = appliers(object.get());
    boolean source = SOURCES.contains(event.involvedObject().kind());
    if (appliers.isEmpty()) {
      return source ? Position.FIRST : new Position("", sourceUid(object.get()), "");
    }
    Ancestor root = appliers.getLast();
    if (source) {
      Ancestor applier = appliers.getFirst();
      return new Position(root.revision(), applier.uid(), applier.revision());
    }
    boolean sameRevision = event.meta("revision").equals(root.revision());
    return new Position(root.revision(), sameRevision ? root.uid() : sourceUid(object.get()), "");
  }

  /** The Kustomizations above an object, the nearest first. */
  private List<Ancestor> appliers(GenericKubernetesResource object) {
    List<Ancestor> appliers = new ArrayList<>();
    Optional<GenericKubernetesResource> at = applier(object);
    while (at.isPresent() && appliers.size() < DEEPEST) {
      GenericKubernetesResource applier = at.get();
      String revision =
          Objects.requireNonNullElse(
              applier.<String>get("status", "lastAppliedRevision"), "unknown");
      Ancestor ancestor = new Ancestor(applier.getMetadata().getUid(), revision);
      if (appliers.contains(ancestor)) {
        break;
      }
      appliers.add(ancestor);
      at = applier(applier);
    }
    return appliers;
  }

  private Optional<GenericKubernetesResource> applier(GenericKubernetesResource object) {
    Map<String, String> labels =
        Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
    String name = labels.getOrDefault(KUSTOMIZE + "/name", "");
    String namespace = labels.getOrDefault(KUSTOMIZE + "/namespace", "");
    return name.isEmpty() || namespace.isEmpty()
        ? Optional.empty()
        : get(KUSTOMIZE + "/v1", "Kustomization", namespace, name);
  }

  /** The uid of the object that the spec names as its source; a chart stands for its repository. */
  private String sourceUid(GenericKubernetesResource object) {
    for (String field : List.of("chartRef", "sourceRef")) {
      Map<String, String> reference = object.get("spec", field);
      if (reference != null && reference.get("name") != null) {
        String kind = reference.getOrDefault("kind", "");
        String namespace = reference.getOrDefault("namespace", object.getMetadata().getNamespace());
        return get(
                SOURCE,
                kind.equals("HelmRepository") ? "HelmChart" : kind,
                namespace,
                reference.getOrDefault("name", ""))
            .map(found -> found.getMetadata().getUid())
            .orElse("");
      }
    }
    return "";
  }

  private Optional<GenericKubernetesResource> get(
      String apiVersion, String kind, String namespace, String name) {
    if (apiVersion.isEmpty() || kind.isEmpty() || name.isEmpty() || namespace.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          client
              .genericKubernetesResources(apiVersion, kind)
              .inNamespace(namespace)
              .withName(name)
              .get());
    } catch (KubernetesClientException _) {
      return Optional.empty();
    }
  }
}
