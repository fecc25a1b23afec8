package dev.millrace.controller.helm.cluster;

import dev.millrace.cluster.ClusterConnection;

/**
 * The cluster that one HelmRelease is released to, as the identity that releases.
 *
 * @param cluster all requests of the release are made through this and nothing else
 * @param release gives back what the connection holds
 */
public record TargetCluster(ClusterConnection cluster, Runnable release) implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
