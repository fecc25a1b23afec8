package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ObjectSelector;
import dev.millrace.cel.EvaluationException;
import dev.millrace.controller.notification.receiver.ResourceObjects.ClusterRefusal;
import dev.millrace.controller.notification.receiver.ResourceObjects.Key;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the reconciliation of what one Receiver selects, as far as its filters let it. */
final class ReconciliationRequest {
  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationRequest.class);
  private static final String ALL = "*";
  private static final Map<String, String> USUAL_VERSIONS =
      Map.of(
          "Bucket", "source.toolkit.fluxcd.io/v1",
          "GitRepository", "source.toolkit.fluxcd.io/v1",
          "HelmChart", "source.toolkit.fluxcd.io/v1",
          "HelmRepository", "source.toolkit.fluxcd.io/v1",
          "OCIRepository", "source.toolkit.fluxcd.io/v1",
          "ExternalArtifact", "source.toolkit.fluxcd.io/v1",
          "ImageRepository", "image.toolkit.fluxcd.io/v1",
          "ArtifactGenerator", "source.extensions.fluxcd.io/v1beta1");

  private final ResourceObjects objects;
  private final boolean crossNamespace;

  /**
   * @param crossNamespace whether Receivers may select objects of other namespaces
   */
  ReconciliationRequest(ResourceObjects objects, boolean crossNamespace) {
    this.objects = objects;
    this.crossNamespace = crossNamespace;
  }

  /**
   * Asks for one resource of a Receiver.
   *
   * @param receiverNamespace where the resource is, if it does not say so
   * @return false when any of it failed; it is in the log then
   */
  boolean send(
      String receiverNamespace,
      ObjectSelector resource,
      ResourceFilters filters,
      Map<String, @Nullable Object> call) {
    try {
      Key key = key(receiverNamespace, resource);
      if (resource.name().equals(ALL)) {
        sendAll(key, resource, filters, call);
      } else if (filters.accept(resource, objects.get(key), call)) {
        objects.requestReconciliation(key);
      }
      return true;
    } catch (ClusterRefusal | EvaluationException e) {
      LOG.atWarn()
          .addKeyValue("kind", resource.kind())
          .addKeyValue("namespace", receiverNamespace)
          .addKeyValue("name", resource.name())
          .addKeyValue("error", e.getMessage())
          .log("a receiver could not request reconciliation");
      return false;
    }
  }

  private void sendAll(
      Key key,
      ObjectSelector resource,
      ResourceFilters filters,
      Map<String, @Nullable Object> call) {
    if (resource.matchLabels().isEmpty()) {
      throw new ClusterRefusal("matchLabels must be set with the name '*'");
    }
    for (Map<String, @Nullable Object> object : objects.list(key, resource.matchLabels())) {
      if (filters.accept(resource, object, call)) {
        objects.requestReconciliation(key.named(nameOf(object)));
      }
    }
  }

  private Key key(String receiverNamespace, ObjectSelector resource) {
    String given = Objects.requireNonNullElse(resource.namespace(), "");
    String namespace = given.isEmpty() ? receiverNamespace : given;
    if (!crossNamespace && !namespace.equals(receiverNamespace)) {
      throw new ClusterRefusal(
          "the resource is in another namespace, which --no-cross-namespace-refs forbids");
    }
    String version = Objects.requireNonNullElse(resource.apiVersion(), "");
    String usual = USUAL_VERSIONS.getOrDefault(resource.kind(), "");
    if (version.isEmpty() && usual.isEmpty()) {
      throw new ClusterRefusal("apiVersion must be set for the kind " + resource.kind());
    }
    return new Key(
        version.isEmpty() ? usual : version, resource.kind(), namespace, resource.name());
  }

  private static String nameOf(Map<String, @Nullable Object> object) {
    return object.get("metadata") instanceof Map<?, ?> metadata
        ? String.valueOf(metadata.get("name"))
        : "";
  }
}
