package dev.millrace.api.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  private final Condition ready =
      Condition.of("Ready", Condition.TRUE, "Succeeded", "fine", 1, EARLY);
  private final Condition stalled =
      Condition.of("Stalled", Condition.FALSE, "Failed", "", 1, EARLY);

  @Test
  void keepsTheTransitionTimeWhileTheStatusStays() {
    var still = Condition.of("Ready", Condition.TRUE, "Succeeded", "still fine", 2, LATE);

    assertThat(Conditions.with(List.of(ready, stalled), still))
        .containsExactly(still.since(ready.lastTransitionTime()), stalled);
  }

  @Test
  void movesTheTransitionTimeWhenTheStatusChanges() {
    var broken = Condition.of("Ready", Condition.FALSE, "Failed", "broken", 2, LATE);

    assertThat(Conditions.with(List.of(ready), broken)).containsExactly(broken);
  }

  @Test
  void addsAndRemovesByType() {
    var both = Conditions.with(List.of(ready), stalled);

    assertThat(both).containsExactly(ready, stalled);
    assertThat(Conditions.without(both, "Ready")).containsExactly(stalled);
    assertThat(Conditions.holds(both, "Ready")).isTrue();
    assertThat(Conditions.holds(both, "Stalled")).isFalse();
    assertThat(Conditions.find(both, "Healthy")).isEmpty();
  }
}
