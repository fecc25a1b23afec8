package dev.millrace.helm.render;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartFile;
import java.util.Map;
import java.util.TreeMap;

/** The files that a rendering depends on, with their digests. */
final class ChartInputs {
  private ChartInputs() {}

  static Map<String, String> of(Chart chart) {
    var inputs = new TreeMap<String, String>();
    collect(chart, chart.name(), inputs);
    return inputs;
  }

  private static void collect(Chart chart, String path, Map<String, String> inputs) {
    for (ChartFile file : chart.templates()) {
      inputs.put(path + "/" + file.name(), file.digest());
    }
    for (ChartFile file : chart.files()) {
      inputs.put(path + "/" + file.name(), file.digest());
    }
    for (Chart subchart : chart.dependencies()) {
      collect(subchart, path + "/charts/" + subchart.name(), inputs);
    }
  }
}
