package dev.millrace.controller.helm.chart;

import dev.millrace.helm.chart.Chart;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Charts that were used lately, by the digest of their archive: releases of one chart share it. So
 * many bytes are kept; the chart that was not used for the longest time goes first. Thread-safe.
 */
public final class ChartCache {
  private final long maxBytes;
  private final Map<String, Kept> charts = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Kept(Chart chart, long bytes) {}

  /** An empty cache. */
  public ChartCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<Chart> find(String digest) {
    return Optional.ofNullable(charts.get(digest)).map(Kept::chart);
  }

  /**
   * Keeps a chart, unless it alone is too large.
   *
   * @param size in bytes, about what it takes in memory
   */
  synchronized void keep(String digest, Chart chart, long size) {
    if (size > maxBytes || charts.containsKey(digest)) {
      return;
    }
    charts.put(digest, new Kept(chart, size));
    bytes += size;
    Iterator<Kept> oldest = charts.values().iterator();
    while (bytes > maxBytes) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }
}
