package dev.millrace.runtime.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A clock that is set once and then only counts on, whatever becomes of the time of day. It is for
 * the ages of what a process remembers, not for times that others compare with their clocks.
 */
public final class SteadyClock extends Clock {
  private final Clock set;
  private final Instant start;
  private final LongSupplier nanoTime;
  private final long origin;

  private SteadyClock(Clock set, Instant start, LongSupplier nanoTime, long origin) {
    this.set = set;
    this.start = start;
    this.nanoTime = nanoTime;
    this.origin = origin;
  }

  /** A clock that counts on from what another one shows now. */
  public static SteadyClock from(Clock set) {
    return from(set, System::nanoTime);
  }

  /** {@link #from(Clock)} with another clock that never goes back. */
  public static SteadyClock from(Clock set, LongSupplier nanoTime) {
    return new SteadyClock(set, set.instant(), nanoTime, nanoTime.getAsLong());
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanoTime.getAsLong() - origin);
  }

  @Override
  public ZoneId getZone() {
    return set.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteadyClock(set.withZone(zone), start, nanoTime, origin);
  }
}
