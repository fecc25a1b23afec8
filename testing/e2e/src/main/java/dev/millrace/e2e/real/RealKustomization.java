package dev.millrace.e2e.real;

/**
 * A kustomization of a public project.
 *
 * @param name of its folder in Git and of its Kustomization
 * @param file the case it is read from
 * @param path the folder to build, in the tree of the case
 * @param namespace where objects without one go
 * @param canBeHealthy whether its workloads can become healthy with nothing else installed
 */
record RealKustomization(
    String name, String file, String path, String namespace, boolean canBeHealthy) {
  /** The object that deploys it. */
  String manifest() {
    return """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: %s
          namespace: %s
        spec:
          interval: 1h
          retryInterval: 5s
          timeout: 3m
          path: ./%s/%s
          prune: true
          wait: %s
          sourceRef:
            kind: GitRepository
            name: applications
          %s
        """
        .formatted(name, RealApplications.NAMESPACE, name, path, canBeHealthy, target());
  }

  private String target() {
    return namespace.isEmpty() ? "" : "targetNamespace: " + namespace;
  }
}
