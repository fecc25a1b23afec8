package dev.millrace.runtime.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many requests may be made: a store of permits that holds {@code burst} at most and gets
 * {@code perSecond} new ones each second, as in Kubernetes' Go client. Thread-safe.
 */
final class RequestBudget {
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanoTime;
  private double permits;
  private long lastNanos;

  /**
   * A full store.
   *
   * @param nanoTime a clock that never goes back
   */
  RequestBudget(double perSecond, int burst, LongSupplier nanoTime) {
    if (perSecond <= 0 || burst < 1) {
      throw new IllegalArgumentException(
          "a budget needs a positive rate and a burst of at least 1");
    }
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.permits = burst;
    this.lastNanos = nanoTime.getAsLong();
  }

  /** Takes a permit; it may be used after the time that is returned, which is zero mostly. */
  synchronized Duration take() {
    long now = nanoTime.getAsLong();
    permits = Math.min(burst, permits + (now - lastNanos) / NANOS * perSecond);
    lastNanos = now;
    permits -= 1;
    return permits >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(-permits / perSecond * NANOS));
  }
}
