package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Names;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import java.util.Map;

/**
 * Where an application is deployed.
 *
 * @param cluster the name of another cluster; empty for the own one
 * @param namespace empty if not said
 */
record Destination(String cluster, String namespace) {
  private static final String OWN_SERVER = "https://kubernetes.default.svc";

  static Destination of(Part spec, Remarks remarks) {
    Part destination = spec.part("destination");
    String server = destination.text("server");
    String name = destination.text("name");
    boolean own =
        name.isEmpty() ? server.isEmpty() || server.equals(OWN_SERVER) : name.equals("in-cluster");
    String cluster = own ? "" : Names.of(name.isEmpty() ? hostOf(server) : name);
    if (!own) {
      remarks.note(
          "it is deployed to another cluster; put a kubeconfig for %s under the key 'value' of a"
                  .formatted(name.isEmpty() ? server : name)
              + " Secret 'cluster-%s'".formatted(cluster));
    }
    return new Destination(cluster, destination.text("namespace"));
  }

  private static String hostOf(String server) {
    return server.replaceFirst("^https?://", "").replaceFirst("[:/].*$", "");
  }

  boolean isOwnCluster() {
    return cluster.isEmpty();
  }

  /** The value of {@code kubeConfig}; empty for the own cluster. */
  Map<String, Object> kubeConfig() {
    return isOwnCluster()
        ? Map.of()
        : Map.of("secretRef", Map.of("name", "cluster-" + cluster, "key", "value"));
  }
}
