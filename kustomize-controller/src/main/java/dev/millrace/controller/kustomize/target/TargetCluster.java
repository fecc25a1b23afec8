package dev.millrace.controller.kustomize.target;

import dev.millrace.cluster.ClusterConnection;

/**
 * The cluster that one Kustomization is applied to, as the identity that applies.
 *
 * @param cluster requests are made through this and nothing else
 * @param isOwn whether it is the cluster that the controller runs in
 * @param release gives back what the connection holds
 */
public record TargetCluster(ClusterConnection cluster, boolean isOwn, Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
