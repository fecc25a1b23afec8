package dev.millrace.controller.helm.chart;

import dev.millrace.helm.chart.Chart;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Charts that were used lately, by the digest of their archive: releases of one chart share it. So
 * many bytes of files are kept; the chart that was not used for the longest time goes first.
 * Thread-safe.
 */
public final class ChartCache {
  private final long maxBytes;
  private final Map<String, Chart> charts = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** An empty cache. */
  public ChartCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<Chart> find(String digest) {
    return Optional.ofNullable(charts.get(digest));
  }

  /** Keeps a chart, unless it alone is too large. */
  synchronized void keep(String digest, Chart chart) {
    long size = chart.size();
    if (size > maxBytes || charts.containsKey(digest)) {
      return;
    }
    charts.put(digest, chart);
    bytes += size;
    Iterator<Chart> oldest = charts.values().iterator();
    while (bytes > maxBytes) {
      bytes -= oldest.next().size();
      oldest.remove();
    }
  }
}
