package dev.millrace.e2e;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.install.Installation;
import dev.millrace.e2e.process.Controller;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.List;

/** Who works on a share of the objects, as the Leases say. */
final class ReplicasAtWork {
  private static final String GROUP = "millrace.dev/shard-group";
  private static final String SERVED = "millrace.dev/shards-served";

  private ReplicasAtWork() {}

  /** The host names of a controller's replicas that have a share. */
  static List<String> of(Cluster cluster, Controller controller) {
    return cluster
        .client()
        .leases()
        .inNamespace(Installation.NAMESPACE)
        .withLabel(GROUP, controller.program())
        .list()
        .getItems()
        .stream()
        .filter(lease -> !served(lease).isEmpty())
        .map(lease -> lease.getSpec().getHolderIdentity())
        .sorted()
        .toList();
  }

  private static String served(Lease lease) {
    return lease.getMetadata().getAnnotations().getOrDefault(SERVED, "");
  }
}
