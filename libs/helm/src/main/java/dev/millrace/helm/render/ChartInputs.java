package dev.millrace.helm.render;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
      inputs.put(path + "/" + file.name(), digest(file));
    }
    for (ChartFile file : chart.files()) {
      inputs.put(path + "/" + file.name(), digest(file));
    }
    for (Chart subchart : chart.dependencies()) {
      collect(subchart, path + "/charts/" + subchart.name(), inputs);
    }
  }

  private static String digest(ChartFile file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.data());
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
