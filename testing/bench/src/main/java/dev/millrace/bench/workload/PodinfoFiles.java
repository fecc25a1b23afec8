package dev.millrace.bench.workload;

/** An application of four objects without pods, as flux-benchmark deploys it. */
final class PodinfoFiles {
  /** How many objects it has. */
  static final int OBJECTS = 4;

  private PodinfoFiles() {}

  /**
   * Its manifests.
   *
   * @param version a number that is found again in the annotations of the Deployment
   */
  static String of(String name, int version) {
    return """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: %1$s}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: %1$s}
    spec:
      sessionAffinity: None
      selector: {app: %1$s}
      ports: [{name: http, port: 9898, targetPort: http}]
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s, annotations: {version: "%2$d"}}
    spec:
      replicas: 0
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec:
          serviceAccountName: %1$s
          containers:
          - name: app
            image: example.com/podinfo:6.9.0
            ports: [{name: http, containerPort: 9898}]
            resources: {limits: {memory: 64Mi}, requests: {cpu: %2$dm, memory: 16Mi}}
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: %1$s}
    spec:
      rules:
      - host: %1$s.example.com
        http:
          paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: %1$s, port: {number: 9898}}}
    """
        .formatted(name, version);
  }
}
