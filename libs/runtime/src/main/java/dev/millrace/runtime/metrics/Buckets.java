package dev.millrace.runtime.metrics;

/** The bounds of histograms, in seconds. */
final class Buckets {
  private static final double[] WAITS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600};
  private static final double[] QUEUES = {0.001, 0.01, 0.1, 1, 10, 100, 1000};

  private Buckets() {}

  /** Runs: ten from 10 ms to half an hour, each a constant factor wider (FLUX.md 1.11). */
  static double[] ofRuns() {
    double[] buckets = new double[10];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = 0.01 * Math.pow(1800 / 0.01, (double) i / (buckets.length - 1));
    }
    return buckets;
  }

  /** Waiting for a slot and working: from a millisecond to a quarter of an hour. */
  static double[] ofQueues() {
    return QUEUES.clone();
  }

  /** What people wait for: from a second to an hour. */
  static double[] ofWaits() {
    return WAITS.clone();
  }
}
