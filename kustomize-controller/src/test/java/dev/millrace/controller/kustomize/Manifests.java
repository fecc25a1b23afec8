package dev.millrace.controller.kustomize;

/** Manifests that tests apply; none names a namespace. */
final class Manifests {
  private Manifests() {}

  /** A ConfigMap with lines of data. */
  static String configMap(String name, String... data) {
    return annotatedConfigMap(name, "", data);
  }

  /**
   * A ConfigMap with one annotation.
   *
   * @param annotation such as {@code group/key: value}; empty for none
   */
  static String annotatedConfigMap(String name, String annotation, String... data) {
    String annotations = annotation.isEmpty() ? "" : "  annotations:\n    " + annotation + "\n";
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\n%sdata:\n%s"
        .formatted(name, annotations, String.join("\n", data).indent(2));
  }

  /**
   * A Deployment of one pod.
   *
   * @param podAnnotation steers the played kubelet, such as {@code fake-kubelet/ready: "false"};
   *     empty for a pod that gets ready
   */
  static String deployment(String name, String podAnnotation) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: %1$s
    spec:
      replicas: 1
      selector:
        matchLabels: {app: %1$s}
      template:
        metadata:
          labels: {app: %1$s}
          annotations: {%2$s}
        spec:
          containers:
          - name: web
            image: example.com/web:1
    """
        .formatted(name, podAnnotation);
  }
}
