package dev.millrace.runtime.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecentUseTest {
  private final RecentUse use = new RecentUse();

  @Test
  void countsTurns() {
    add("a", 3);
    add("b", 1);
    assertThat(use.of("a")).isCloseTo(3, within(0.1));
    assertThat(use.of("b")).isEqualTo(1);
    assertThat(use.of("nobody")).isZero();
  }

  @Test
  void turnsOfLongAgoCountLess() {
    add("a", 1);
    add("b", 350);
    assertThat(use.of("a")).isCloseTo(0.5, within(0.01));
    add("b", 350);
    assertThat(use.of("a")).isCloseTo(0.25, within(0.01));
  }

  @Test
  void whoHadVeryMuchIsNotBehindForMoreThanAFewHundredTurns() {
    add("a", 1_000_000);
    assertThat(use.of("a")).isBetween(500.0, 510.0);
    add("b", 350);
    assertThat(use.of("b")).isCloseTo(use.of("a"), within(5.0));
  }

  private void add(String tenant, int turns) {
    for (int i = 0; i < turns; i++) {
      use.add(tenant);
    }
  }
}
