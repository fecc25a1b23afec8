package dev.millrace.helm.action;

import dev.millrace.helm.chart.Chart.CrdFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the definitions of a chart's crds/ folder into the cluster; other objects there are left
 * out, as in Flux (FLUX.md 4.4).
 */
final class CrdInstallation {
  private static final String KIND = "CustomResourceDefinition";

  private final ReleaseCluster cluster;

  CrdInstallation(ReleaseCluster cluster) {
    this.cluster = cluster;
  }

  void run(List<CrdFile> files, CrdPolicy policy, Duration timeout)
      throws ClusterException, ActionException {
    if (policy == CrdPolicy.SKIP || files.isEmpty()) {
      return;
    }
    var written = new ArrayList<ManifestObject>();
    for (CrdFile file : files) {
      for (ManifestObject object : new ManifestObjects(cluster, "").read(file.file().text())) {
        if (KIND.equals(object.ref().kind()) && write(object, policy)) {
          written.add(object);
        }
      }
    }
    if (!written.isEmpty()) {
      cluster.awaitReady(written, false, timeout);
    }
  }

  private boolean write(ManifestObject definition, CrdPolicy policy) throws ClusterException {
    if (cluster.get(definition.ref()).isEmpty()) {
      cluster.create(definition.tree());
      return true;
    }
    if (policy == CrdPolicy.CREATE_REPLACE) {
      cluster.replace(definition.tree());
      return true;
    }
    return false;
  }
}
