package dev.millrace.runtime.schedule;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Spreads periodic runs, so that objects made together do not run together for ever. */
public final class Jitter {
  private final double fraction;
  private final RandomGenerator random;

  /**
   * @param percent how far a run may be from its time, in percent of the interval; 0 for not at all
   *     ({@code --interval-jitter-percentage})
   */
  public Jitter(int percent, RandomGenerator random) {
    if (percent < 0 || percent >= 100) {
      throw new IllegalArgumentException("jitter must be 0 to 99 percent, not " + percent);
    }
    this.fraction = percent / 100.0;
    this.random = random;
  }

  /** The interval, moved by chance within the limits. */
  public Duration around(Duration interval) {
    if (fraction == 0 || interval.isZero()) {
      return interval;
    }
    double factor = 1 + fraction * (2 * random.nextDouble() - 1);
    return Duration.ofNanos(Math.round(interval.toNanos() * factor));
  }

  /** Any part of an interval, by chance. */
  public Duration within(Duration interval) {
    return Duration.ofNanos(Math.round(interval.toNanos() * random.nextDouble()));
  }
}
