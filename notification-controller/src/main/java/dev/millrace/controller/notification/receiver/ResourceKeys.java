package dev.millrace.controller.notification.receiver;

import dev.millrace.api.notification.ObjectSelector;
import dev.millrace.controller.notification.receiver.ResourceObjects.ClusterRefusal;
import dev.millrace.controller.notification.receiver.ResourceObjects.Key;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which objects the resources of a Receiver speak of (FLUX.md 5.5). */
final class ResourceKeys {
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

  private final boolean crossNamespace;

  /**
   * @param crossNamespace whether Receivers may select objects of other namespaces
   */
  ResourceKeys(boolean crossNamespace) {
    this.crossNamespace = crossNamespace;
  }

  /**
   * The object that a resource names.
   *
   * @param receiverNamespace where the object is, if the resource does not say so
   * @throws ClusterRefusal when the resource may not be selected, or its version is not known
   */
  Key of(String receiverNamespace, ObjectSelector resource) {
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

  /** Whether all objects with certain labels are meant. */
  static boolean isAll(Key key) {
    return key.name().equals(ALL);
  }

  /**
   * The labels of a resource with the name {@code *}; an empty map takes all objects.
   *
   * @throws ClusterRefusal when it has none
   */
  static Map<String, String> labels(ObjectSelector resource) {
    Map<String, String> labels = resource.matchLabels();
    if (labels == null) {
      throw new ClusterRefusal("matchLabels must be set with the name '*'");
    }
    return labels;
  }

  /** The name in the metadata of an object. */
  static String nameOf(Map<String, @Nullable Object> object) {
    return object.get("metadata") instanceof Map<?, ?> metadata
        ? String.valueOf(metadata.get("name"))
        : "";
  }
}
