package dev.millrace.runtime.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaselinesTest {
  private final Baselines baselines = new Baselines();

  @Test
  void knowsTheMeanOfEachKind() {
    baselines.measured("a", 10);
    baselines.measured("a", 20);
    baselines.measured("b", 1000);
    assertThat(baselines.of("a")).hasValue(15);
    assertThat(baselines.of("b")).hasValue(1000);
    assertThat(baselines.of("c")).isEmpty();
  }

  @Test
  void followsWhatIsMeasuredNow() {
    for (int i = 0; i < 1000; i++) {
      baselines.measured("a", 10);
    }
    for (int i = 0; i < 300; i++) {
      baselines.measured("a", 100);
    }
    assertThat(baselines.of("a").orElseThrow()).isGreaterThan(99);
  }

  @Test
  void aNewLookTakesThePlaceOfTheOldOneOnceSomethingIsSeen() {
    baselines.measured("a", 10);
    baselines.measured("b", 10);
    baselines.lookAgain();
    baselines.measured("a", 2000);
    assertThat(baselines.of("a")).hasValue(2000);
    assertThat(baselines.of("b")).hasValue(10);
  }

  @Test
  void forgetsKindsThatWereNotAskedForLongest() {
    for (int i = 0; i <= 256; i++) {
      baselines.measured("kind-" + i, 1);
      baselines.of("kind-1");
    }
    assertThat(baselines.of("kind-0")).isEmpty();
    assertThat(baselines.of("kind-1")).isPresent();
    assertThat(baselines.of("kind-256")).isPresent();
  }
}
