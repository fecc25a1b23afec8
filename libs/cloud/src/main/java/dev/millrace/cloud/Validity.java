package dev.millrace.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How long something that was just received may be used. It ends when the time of day says so, or
 * earlier when as much time has passed: a clock that is put back makes no token live longer.
 */
public final class Validity {
  private final Instant end;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final long received;
  private final Duration life;

  Validity(Instant end, Clock clock, LongSupplier nanoTime) {
    this.end = end;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.received = nanoTime.getAsLong();
    this.life = Duration.between(clock.instant(), end);
  }

  /** From now until a time of day. */
  public static Validity until(Instant end, Clock clock) {
    return new Validity(end, clock, System::nanoTime);
  }

  /** Whether it has ended. */
  public boolean isOver() {
    Duration passed = Duration.ofNanos(nanoTime.getAsLong() - received);
    return passed.compareTo(life) >= 0 || !clock.instant().isBefore(end);
  }
}
