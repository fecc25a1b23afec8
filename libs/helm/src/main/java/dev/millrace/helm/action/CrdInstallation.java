package dev.millrace.helm.action;

import dev.millrace.helm.action.ActionException.Reason;
import dev.millrace.helm.chart.Chart.CrdFile;
import dev.millrace.helm.dependency.DependencyProcessing;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.helm.values.ValuesException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings the definitions of the crds/ folders of a chart and its enabled subcharts into the
 * cluster; other objects there are left out, as in Flux (FLUX.md 4.4). That comes before templates
 * are rendered, which may ask whether the cluster has these kinds.
 */
final class CrdInstallation {
  private static final String KIND = "CustomResourceDefinition";

  private final ReleaseCluster cluster;
  private final ApplyMethod method;

  /**
   * @param method how definitions are written: a server that applies them keeps what others put
   *     into those that are there, such as the certificates of conversions
   */
  CrdInstallation(ReleaseCluster cluster, ApplyMethod method) {
    this.cluster = cluster;
    this.method = method;
  }

  void run(ChartSource source, Duration timeout) throws ClusterException, ActionException {
    if (source.crds() == CrdPolicy.SKIP || source.chart().crds().isEmpty()) {
      return;
    }
    var written = new ArrayList<ManifestObject>();
    for (CrdFile file : enabled(source)) {
      for (ManifestObject object : new ManifestObjects(cluster, "").read(file.file().text())) {
        if (KIND.equals(object.ref().kind()) && write(object, source.crds())) {
          written.add(object);
        }
      }
    }
    if (!written.isEmpty()) {
      cluster.awaitReady(written, false, timeout);
      for (ManifestObject definition : written) {
        requireKinds(definition.tree());
      }
    }
  }

  private static List<CrdFile> enabled(ChartSource source) throws ActionException {
    try {
      return DependencyProcessing.process(source.chart(), source.values()).crds();
    } catch (ValuesException e) {
      throw new ActionException(Reason.RENDER, String.valueOf(e.getMessage()), e);
    }
  }

  /** A server shows a kind a little after its definition is ready. */
  private void requireKinds(Map<String, Object> definition) throws ClusterException {
    Map<String, Object> spec = ValueTrees.asTable(definition.get("spec"));
    if (spec == null || !(spec.get("versions") instanceof List<?> versions)) {
      return;
    }
    String kind = String.valueOf(ValueTrees.scalarAt(spec, "names.kind"));
    for (Object each : versions) {
      Map<String, Object> version = ValueTrees.asTable(each);
      if (version != null && Boolean.TRUE.equals(version.get("served"))) {
        cluster.isNamespaced(spec.get("group") + "/" + version.get("name"), kind);
      }
    }
  }

  private boolean write(ManifestObject definition, CrdPolicy policy) throws ClusterException {
    boolean missing = cluster.get(definition.ref()).isEmpty();
    if (!missing && policy != CrdPolicy.CREATE_REPLACE) {
      return false;
    }
    if (method == ApplyMethod.SERVER_SIDE) {
      cluster.takeOverFields(definition.ref());
      cluster.apply(definition.tree());
    } else if (missing) {
      cluster.create(definition.tree());
    } else {
      cluster.replace(definition.tree());
    }
    return true;
  }
}
