package dev.millrace.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ValidityTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private Instant timeOfDay = Instant.parse("2026-01-31T10:00:00Z");
  private long nanos = Long.MAX_VALUE - 1;
  private final InstantSource source = () -> timeOfDay;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final Validity validity = new Validity(timeOfDay.plus(HOUR), clock, () -> nanos);

  @Test
  void endsWithItsTime() {
    pass(HOUR.minusNanos(1));
    assertThat(validity.isOver()).isFalse();

    pass(Duration.ofNanos(1));
    assertThat(validity.isOver()).isTrue();
  }

  @Test
  void isNoLongerWhenTheClockIsPutBack() {
    timeOfDay = timeOfDay.minus(HOUR);
    pass(HOUR);

    assertThat(validity.isOver()).isTrue();
  }

  @Test
  void endsWhenTheClockSaysThatItsEndHasCome() {
    timeOfDay = timeOfDay.plus(HOUR);

    assertThat(validity.isOver()).isTrue();
  }

  @Test
  void isOverAtOnceWhenItEndedBefore() {
    assertThat(new Validity(timeOfDay, clock, () -> nanos).isOver()).isTrue();
  }

  private void pass(Duration time) {
    timeOfDay = timeOfDay.plus(time);
    nanos += time.toNanos();
  }
}
