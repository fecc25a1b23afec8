package dev.millrace.runtime.metrics;

import java.time.Duration;

/** Durations in the unit of Prometheus. */
final class Seconds {
  private static final double NANOS = 1e9;

  private Seconds() {}

  static double of(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
