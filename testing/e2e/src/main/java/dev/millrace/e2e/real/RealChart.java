package dev.millrace.e2e.real;

/**
 * A chart of a public project.
 *
 * @param name of the chart, its release and its namespace
 * @param version of the chart
 * @param key the folder it is read from
 */
record RealChart(String name, String version, String key) {
  /** The object that deploys it. */
  String manifest() {
    return """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: %1$s
          namespace: %2$s
        spec:
          interval: 1h
          timeout: 3m
          targetNamespace: %1$s
          releaseName: %1$s
          install:
            createNamespace: true
            crds: CreateReplace
          chart:
            spec:
              chart: %1$s
              version: "%3$s"
              sourceRef:
                kind: HelmRepository
                name: applications
        """
        .formatted(name, RealApplications.NAMESPACE, version);
  }
}
