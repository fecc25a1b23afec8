package dev.millrace.apply.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.DriftPace.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftPaceTest {

  private final MovableClock clock = new MovableClock();
  private final DriftPace pace =
      new DriftPace(
          clock,
          new Pace(2, Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(30)));

  @Test
  void revertsAtOnceWhatHappensNowAndThen() {
    for (int i = 0; i < 5; i++) {
      assertThat(pace.answer(drift("operator")).delay()).isZero();
      clock.now = clock.now.plus(Duration.ofMinutes(6));
    }
  }

  @Test
  void waitsLongerAndLongerInAQuarrel() {
    pace.answer(drift("operator"));
    pace.answer(drift("operator"));

    assertThat(pace.answer(drift("operator")).delay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(pace.answer(drift("operator")).delay()).isEqualTo(Duration.ofSeconds(20));
    assertThat(pace.answer(drift("operator")).delay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(pace.answer(drift("somebody else")).delay()).isZero();
  }

  private static Drift drift(String manager) {
    FieldChange field =
        new FieldChange(
            FieldChange.Kind.CHANGED, JsonPointer.of("spec", "replicas"), 1L, 2L, manager);
    return new Drift("owner", new ObjectRef("apps", "Deployment", "a", "b"), false, List.of(field));
  }

  private static final class MovableClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
