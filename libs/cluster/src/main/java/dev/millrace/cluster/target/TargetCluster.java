package dev.millrace.cluster.target;

import dev.millrace.cluster.ClusterConnection;

/**
 * The cluster that one object is applied to, as the identity that applies.
 *
 * @param cluster requests are made through this and nothing else
 * @param isOwn whether it is the cluster that the controller runs in
 * @param release gives back what the connection holds
 */
public record TargetCluster(ClusterConnection cluster, boolean isOwn, Runnable release)
    implements AutoCloseable {
  /** A connection that holds nothing to give back. */
  public static TargetCluster own(ClusterConnection cluster) {
    return new TargetCluster(cluster, true, () -> {});
  }

  @Override
  public void close() {
    release.run();
  }
}
