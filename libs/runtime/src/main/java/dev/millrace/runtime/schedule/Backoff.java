package dev.millrace.runtime.schedule;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Growing delays for objects that keep failing: each failure doubles the delay of that object, a
 * success forgets it (Flux: {@code --min-retry-delay}, {@code --max-retry-delay}).
 *
 * @param <K> identifies an object
 */
public final class Backoff<K> {
  private final Duration min;
  private final Duration max;
  private final ConcurrentMap<K, Integer> failures = new ConcurrentHashMap<>();

  /** Delays from {@code min}, doubling, up to {@code max}. */
  public Backoff(Duration min, Duration max) {
    if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          "retry delays must be positive and in order, not " + min + " to " + max);
    }
    this.min = min;
    this.max = max;
  }

  /** Counts one more failure of the object and tells how long to wait. */
  public Duration failed(K key) {
    int doublings = failures.merge(key, 1, Integer::sum) - 1;
    if (doublings >= Long.SIZE - Long.numberOfLeadingZeros(max.dividedBy(min))) {
      return max;
    }
    Duration delay = min.multipliedBy(1L << doublings);
    return delay.compareTo(max) < 0 ? delay : max;
  }

  /** Forgets the failures of the object. */
  public void forget(K key) {
    failures.remove(key);
  }
}
