package dev.millrace.helm.action;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.render.RenderedChart;
import java.util.List;

/**
 * A rendered chart after post rendering.
 *
 * @param chart the chart with its enabled subcharts, as a release record keeps it
 */
record RenderedRelease(Chart chart, String notes, String manifest, List<Hook> hooks) {

  static RenderedRelease of(RenderedChart source, String manifest, List<Hook> hooks) {
    return new RenderedRelease(source.chart(), source.notes(), manifest, hooks);
  }
}
