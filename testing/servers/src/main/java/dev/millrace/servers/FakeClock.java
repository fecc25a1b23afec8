package dev.millrace.servers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when told, and that somebody may set wrongly. */
public final class FakeClock extends Clock {
  private Instant timeOfDay = Instant.parse("2026-01-01T00:00:00Z");

  /** Soon overflows, as what counts nanoseconds may at any time. */
  private long nanos = Long.MAX_VALUE - 1;

  /** Time passes. */
  public void pass(Duration time) {
    timeOfDay = timeOfDay.plus(time);
    nanos += time.toNanos();
  }

  /** Somebody puts the time of day forward or back, while no time passes. */
  public void put(Duration by) {
    timeOfDay = timeOfDay.plus(by);
  }

  /** What {@link System#nanoTime} counts meanwhile. */
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return timeOfDay;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
