package dev.millrace.e2e.install;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.process.Controller;
import dev.millrace.servers.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Just the custom resource definitions; the controllers run as the cluster's administrator. */
public final class DefinitionsOnly implements Installation {
  @Override
  public void applyTo(Cluster cluster) {
    cluster.apply(Repository.root().resolve("manifests/crds"), Map.of());
    cluster.awaitEstablished();
    cluster.ensureNamespace(NAMESPACE);
  }

  @Override
  public Path kubeconfig(Controller controller, Cluster cluster, Path administrator, Path folder) {
    return administrator;
  }

  @Override
  public List<String> flags(Controller controller) {
    return List.of();
  }
}
