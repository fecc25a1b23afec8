package dev.millrace.controller.helm.cluster;

import dev.millrace.apply.object.KubeObject;
import java.util.Map;

/** Objects as an API server shows them. */
final class KubeObjects {
  private KubeObjects() {}

  static KubeObject of(
      String kind, String namespace, String name, int version, Map<String, String> labels) {
    KubeObject object =
        KubeObject.of(
            Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                kind,
                "metadata",
                Map.of(
                    "name", name, "resourceVersion", Integer.toString(version), "labels", labels)));
    return namespace.isEmpty() ? object : with(object, namespace);
  }

  static KubeObject with(KubeObject object, String namespace) {
    return object.with(namespace, "metadata", "namespace");
  }
}
