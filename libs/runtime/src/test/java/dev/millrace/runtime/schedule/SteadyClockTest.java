package dev.millrace.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.runtime.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeClock timeOfDay = new FakeClock();
  private final Instant start = timeOfDay.instant();
  private long now = Long.MAX_VALUE - 1;
  private final SteadyClock clock = new SteadyClock(timeOfDay, () -> now);

  @Test
  void countsOnFromWhereItWasSet() {
    now += Duration.ofSeconds(3).toNanos();
    assertThat(clock.instant()).isEqualTo(start.plusSeconds(3));
  }

  @Test
  void doesNotMoveWhenTheTimeOfDayIsPutForwardOrBack() {
    timeOfDay.pass(HOUR);
    assertThat(clock.instant()).isEqualTo(start);
    timeOfDay.pass(HOUR.multipliedBy(-2));
    assertThat(clock.instant()).isEqualTo(start);
  }

  @Test
  void isTheSameInAnotherZone() {
    timeOfDay.pass(HOUR);
    now += 5;
    assertThat(clock.withZone(ZoneId.of("Europe/Berlin")).instant()).isEqualTo(clock.instant());
  }
}
