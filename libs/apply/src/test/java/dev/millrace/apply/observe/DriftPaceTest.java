package dev.millrace.apply.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.DriftPace.Pace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftPaceTest {

  /** Overflows before the tests are over. */
  private long now = Long.MAX_VALUE - Duration.ofMinutes(7).toNanos();

  private final DriftPace pace =
      new DriftPace(
          new Pace(2, Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(30)),
          () -> now);

  @Test
  void revertsAtOnceWhatHappensNowAndThen() {
    for (int i = 0; i < 5; i++) {
      assertThat(pace.answer(drift("operator")).delay()).isZero();
      now += Duration.ofMinutes(6).toNanos();
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

  @Test
  void remembersAQuarrelForItsWindowAndNoLonger() {
    pace.answer(drift("operator"));
    pace.answer(drift("operator"));
    now += Duration.ofMinutes(10).toNanos();
    assertThat(pace.answer(drift("operator")).times()).isEqualTo(3);

    now += 1;
    assertThat(pace.answer(drift("operator")).times()).isEqualTo(2);
  }

  private static Drift drift(String manager) {
    FieldChange field =
        new FieldChange(
            FieldChange.Kind.CHANGED, JsonPointer.of("spec", "replicas"), 1L, 2L, manager);
    return new Drift("owner", new ObjectRef("apps", "Deployment", "a", "b"), false, List.of(field));
  }
}
