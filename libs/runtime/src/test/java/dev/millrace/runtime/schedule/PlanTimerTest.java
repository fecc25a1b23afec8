package dev.millrace.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlanTimerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** About to overflow, as the clock of a machine may be. */
  private long now = Long.MAX_VALUE - 10;

  private final List<String> woken = new ArrayList<>();
  private final PlanTimer<String> timer = new PlanTimer<>(() -> now, woken::add);

  @Test
  void wakesAnObjectWhenItsTimeHasComeAndOnlyOnce() {
    timer.plan("a", MINUTE);
    pass(MINUTE.minusNanos(1));
    assertThat(woken).isEmpty();
    pass(Duration.ofNanos(1));
    assertThat(woken).containsExactly("a");
    pass(MINUTE);
    assertThat(woken).containsExactly("a");
  }

  @Test
  void aLaterPlanReplacesTheEarlierOne() {
    timer.plan("a", MINUTE);
    timer.plan("a", MINUTE.multipliedBy(2));
    pass(MINUTE);
    assertThat(woken).isEmpty();
    pass(MINUTE);
    assertThat(woken).containsExactly("a");
  }

  @Test
  void aPlanMayBeBroughtForward() {
    timer.plan("a", MINUTE);
    timer.plan("a", Duration.ZERO);
    pass(Duration.ZERO);
    pass(MINUTE);
    assertThat(woken).containsExactly("a");
  }

  @Test
  void wakesInTheOrderOfTimeAndThenOfPlanning() {
    timer.plan("late", MINUTE.multipliedBy(2));
    timer.plan("first", MINUTE);
    timer.plan("second", MINUTE);
    pass(MINUTE.multipliedBy(3));
    assertThat(woken).containsExactly("first", "second", "late");
  }

  @Test
  void forgetsWhatIsDropped() {
    timer.plan("a", MINUTE);
    timer.plan("b", MINUTE);
    timer.plan("c", MINUTE);
    timer.drop("a");
    timer.dropIf("b"::equals);
    pass(MINUTE);
    assertThat(woken).containsExactly("c");
  }

  @Test
  void dropsAllWhenItIsStopped() {
    timer.plan("a", MINUTE);
    timer.stop();
    pass(MINUTE);
    assertThat(woken).isEmpty();
  }

  @Test
  void sleepsUntilTheNextPlanAndNotForEver() {
    timer.plan("a", MINUTE);
    assertThat(timer.untilNext()).isEqualTo(MINUTE);
    timer.plan("b", Duration.ofSeconds(1));
    assertThat(timer.untilNext()).isEqualTo(Duration.ofSeconds(1));
    timer.drop("b");
    timer.plan("a", Duration.ofDays(400_000));
    assertThat(timer.untilNext()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void oneObjectThatCannotBeWokenKeepsNoOtherFromIt() {
    List<String> begun = new ArrayList<>();
    PlanTimer<String> fragile =
        new PlanTimer<>(
            () -> now,
            key -> {
              if (begun.isEmpty() && key.equals("bad")) {
                begun.add("failed");
                throw new IllegalStateException("no");
              }
              begun.add(key);
            });
    fragile.plan("bad", Duration.ZERO);
    fragile.plan("good", Duration.ZERO);
    fragile.wakeDue();
    assertThat(begun).containsExactly("failed", "good");
    now += Duration.ofSeconds(1).toNanos();
    fragile.wakeDue();
    assertThat(begun).containsExactly("failed", "good", "bad");
  }

  @Test
  void worksInAThreadOfItsOwn() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    PlanTimer<String> running = new PlanTimer<>(System::nanoTime, _ -> both.countDown());
    running.plan("before the start", Duration.ZERO);
    running.start();
    running.plan("while it sleeps", Duration.ofMillis(1));
    assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
    running.stop();
  }

  private void pass(Duration time) {
    now += time.toNanos();
    timer.wakeDue();
  }
}
