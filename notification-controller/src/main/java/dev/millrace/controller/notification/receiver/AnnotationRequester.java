package dev.millrace.controller.notification.receiver;

import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.notification.ObjectSelector;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the annotation on objects that makes their controller reconcile them now. */
final class AnnotationRequester implements ReceiverRequests.ReconcileRequester {
  private static final Logger LOG = LoggerFactory.getLogger(AnnotationRequester.class);
  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          Map.entry("Bucket", "source.toolkit.fluxcd.io/v1"),
          Map.entry("GitRepository", "source.toolkit.fluxcd.io/v1"),
          Map.entry("HelmChart", "source.toolkit.fluxcd.io/v1"),
          Map.entry("HelmRepository", "source.toolkit.fluxcd.io/v1"),
          Map.entry("OCIRepository", "source.toolkit.fluxcd.io/v1"),
          Map.entry("ExternalArtifact", "source.toolkit.fluxcd.io/v1"),
          Map.entry("ArtifactGenerator", "source.extensions.fluxcd.io/v1beta1"),
          Map.entry("Kustomization", "kustomize.toolkit.fluxcd.io/v1"),
          Map.entry("HelmRelease", "helm.toolkit.fluxcd.io/v2"),
          Map.entry("ImageRepository", "image.toolkit.fluxcd.io/v1"),
          Map.entry("ImagePolicy", "image.toolkit.fluxcd.io/v1"),
          Map.entry("ImageUpdateAutomation", "image.toolkit.fluxcd.io/v1"));

  private final KubernetesClient client;
  private final Clock clock;

  AnnotationRequester(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public boolean request(String namespace, ObjectSelector resource) {
    String apiVersion =
        Objects.requireNonNullElseGet(
            resource.apiVersion(), () -> GROUPS.getOrDefault(resource.kind(), ""));
    try {
      List<String> names =
          resource.name().equals("*")
              ? names(apiVersion, namespace, resource)
              : List.of(resource.name());
      names.forEach(name -> annotate(apiVersion, resource.kind(), namespace, name));
      return true;
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue("kind", resource.kind())
          .addKeyValue("namespace", namespace)
          .addKeyValue("name", resource.name())
          .addKeyValue("code", e.getCode())
          .log("a receiver could not request reconciliation");
      return false;
    }
  }

  private List<String> names(String apiVersion, String namespace, ObjectSelector resource) {
    return client
        .genericKubernetesResources(apiVersion, resource.kind())
        .inNamespace(namespace)
        .withLabels(resource.matchLabels())
        .list()
        .getItems()
        .stream()
        .map(HasMetadata::getMetadata)
        .map(meta -> meta.getName())
        .toList();
  }

  private void annotate(String apiVersion, String kind, String namespace, String name) {
    String patch =
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
            .formatted(FluxObject.REQUESTED_AT, Instant.now(clock));
    GenericKubernetesResource patched =
        client
            .genericKubernetesResources(apiVersion, kind)
            .inNamespace(namespace)
            .withName(name)
            .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    if (patched == null) {
      throw new KubernetesClientException(kind + " not found", 404, null);
    }
  }
}
