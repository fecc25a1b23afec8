package dev.millrace.helm.render;

import java.util.List;

/**
 * What templates learn of the cluster.
 *
 * @param apiVersions {@code apps/v1} and, on a real cluster, {@code apps/v1/Deployment}
 * @param helmVersion the version of Helm whose behaviour this is
 */
public record Capabilities(KubeVersion kubeVersion, List<String> apiVersions, String helmVersion) {
  /** The version of Helm that this engine equals. */
  public static final String HELM_VERSION = "v4.2";

  /** Defensive copy. */
  public Capabilities {
    apiVersions = List.copyOf(apiVersions);
  }

  /** Without a cluster: the versions that Helm knows itself. */
  public static Capabilities offline(KubeVersion kubeVersion) {
    return new Capabilities(kubeVersion, BuiltInApis.VERSIONS, HELM_VERSION);
  }
}
