package dev.millrace.controller.notification.statuspage.model;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as the API server answers them, written as YAML. */
final class Objects {
  private Objects() {}

  @SuppressWarnings("unchecked") // an object is a map
  static Map<String, @Nullable Object> tree(String yaml) {
    return Serialization.unmarshal(yaml, Map.class);
  }

  static Item item(StatusKind kind, String yaml) {
    return ItemReader.read(kind, tree(yaml));
  }

  /** A Kustomization with a Ready condition. */
  static Item kustomization(String name, String ready, String reason, String spec) {
    return item(
        StatusKind.KUSTOMIZATION,
        """
        metadata: {namespace: shop, name: %s, generation: 1}
        spec: %s
        status:
          observedGeneration: 1
          conditions:
            - {type: Ready, status: "%s", reason: %s, message: "%s says %s"}
        """
            .formatted(name, spec, ready, reason, name, reason));
  }

  /** A GitRepository with a Ready condition. */
  static Item repository(String name, String ready, String reason) {
    return item(
        StatusKind.GIT_REPOSITORY,
        """
        metadata: {namespace: shop, name: %s, generation: 1}
        spec: {url: "https://git.example.com/%s"}
        status:
          observedGeneration: 1
          artifact: {revision: "main@sha1:0123"}
          conditions:
            - {type: Ready, status: "%s", reason: %s, message: "%s says %s"}
        """
            .formatted(name, name, ready, reason, name, reason));
  }
}
