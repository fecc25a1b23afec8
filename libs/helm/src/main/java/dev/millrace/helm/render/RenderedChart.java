package dev.millrace.helm.render;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.order.Manifest;
import java.util.List;
import java.util.Map;

/**
 * What a chart comes to.
 *
 * @param chart the chart with its enabled subcharts, as a release record keeps it
 * @param values the values that templates saw before the first of them ran
 * @param manifests the objects of the release, in the order of installation
 * @param hooks the objects around its actions, by kind
 * @param notes the text for the user; empty where there is none
 * @param crds the files of crds/ here and in the enabled subcharts
 * @param inputs the digest of each chart file that was rendered, by its path from the root chart
 */
public record RenderedChart(
    Chart chart,
    Map<String, Object> values,
    List<Manifest> manifests,
    List<Hook> hooks,
    String notes,
    List<Chart.CrdFile> crds,
    Map<String, String> inputs) {

  /** Defensive copies. */
  public RenderedChart {
    manifests = List.copyOf(manifests);
    hooks = List.copyOf(hooks);
    crds = List.copyOf(crds);
  }

  /** The manifests as one text, each headed by its template's path: what a release record keeps. */
  public String manifestText() {
    return ManifestText.of(manifests);
  }
}
