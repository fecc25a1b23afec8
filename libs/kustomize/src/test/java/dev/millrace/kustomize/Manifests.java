package dev.millrace.kustomize;

/** Small manifests that tests share. */
final class Manifests {
  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: 1
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
            - name: nginx
              image: nginx:1.7.9
              env:
              - name: A
                value: "1"
              envFrom:
              - configMapRef:
                  name: settings
            - name: side
              image: reg.io:5000/team/side@sha256:abc
      """;

  static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web
      """;

  static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      data:
        host: a-b-c
      """;

  static final String THING =
      """
      apiVersion: my.io/v1
      kind: Thing
      metadata:
        name: thing
      spec:
        list:
        - name: a
          v: 1
        - name: b
          v: 2
        ref:
          name: settings
        host: $(HOST)
      """;

  private Manifests() {}

  /** An object with nothing but its identity. */
  static String named(String apiVersion, String kind, String name) {
    return """
    apiVersion: %s
    kind: %s
    metadata:
      name: %s
    """
        .formatted(apiVersion, kind, name);
  }
}
