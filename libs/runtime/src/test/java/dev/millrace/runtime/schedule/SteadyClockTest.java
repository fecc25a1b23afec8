package dev.millrace.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.servers.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeClock timeOfDay = new FakeClock();
  private final Instant start = timeOfDay.instant();
  private final SteadyClock clock = SteadyClock.from(timeOfDay, timeOfDay::nanoTime);

  @Test
  void countsOnFromWhereItWasSet() {
    timeOfDay.pass(Duration.ofSeconds(3));
    assertThat(clock.instant()).isEqualTo(start.plusSeconds(3));
  }

  @Test
  void doesNotMoveWhenTheTimeOfDayIsPutForwardOrBack() {
    timeOfDay.put(HOUR);
    assertThat(clock.instant()).isEqualTo(start);
    timeOfDay.put(HOUR.multipliedBy(-2));
    assertThat(clock.instant()).isEqualTo(start);
  }

  @Test
  void isTheSameInAnotherZone() {
    timeOfDay.put(HOUR);
    timeOfDay.pass(Duration.ofNanos(5));
    assertThat(clock.withZone(ZoneId.of("Europe/Berlin")).instant()).isEqualTo(clock.instant());
  }
}
