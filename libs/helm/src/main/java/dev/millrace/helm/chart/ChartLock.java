package dev.millrace.helm.chart;

import java.util.List;

/**
 * Chart.lock or requirements.lock.
 *
 * @param generated the time as the file writes it
 */
public record ChartLock(String generated, String digest, List<Dependency> dependencies) {
  /** Defensive copy. */
  public ChartLock {
    dependencies = List.copyOf(dependencies);
  }
}
