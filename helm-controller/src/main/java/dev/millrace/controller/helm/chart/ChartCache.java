package dev.millrace.controller.helm.chart;

import dev.millrace.helm.chart.Chart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Charts that were loaded lately, by the digest of their archive: releases of one chart share it.
 * Thread-safe.
 */
public final class ChartCache {
  private final int maxCharts;
  private final Map<String, Chart> charts = new LinkedHashMap<>(16, 0.75f, true);

  /** An empty cache that keeps so many charts. */
  public ChartCache(int maxCharts) {
    this.maxCharts = maxCharts;
  }

  synchronized Optional<Chart> find(String digest) {
    return Optional.ofNullable(charts.get(digest));
  }

  synchronized void keep(String digest, Chart chart) {
    charts.put(digest, chart);
    if (charts.size() > maxCharts) {
      charts.remove(charts.keySet().iterator().next());
    }
  }
}
