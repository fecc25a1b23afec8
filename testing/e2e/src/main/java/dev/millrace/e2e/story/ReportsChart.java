package dev.millrace.e2e.story;

import dev.millrace.servers.Repository;
import dev.millrace.servers.TarGz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Packages the sample chart with its dependency, as {@code helm package} would. */
final class ReportsChart {
  private ReportsChart() {}

  /**
   * Publishes a version of the chart.
   *
   * @param changes files that differ from the sample, by their path in the chart
   */
  static void publish(Stage stage, String version, Map<String, String> changes) {
    Path charts = Repository.root().resolve("manifests/samples/shop/charts");
    Map<String, byte[]> files = new TreeMap<>(TarGz.files("reports/", charts.resolve("reports")));
    files.putAll(TarGz.files("reports/charts/cache/", charts.resolve("cache")));
    files.computeIfPresent(
        "reports/Chart.yaml",
        (_, chart) ->
            bytes(
                new String(chart, StandardCharsets.UTF_8)
                    .replaceFirst("(?m)^version: .*$", "version: " + version)));
    changes.forEach((path, text) -> files.put("reports/" + path, bytes(text)));
    stage.charts().publish("reports", version, TarGz.of(files));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
