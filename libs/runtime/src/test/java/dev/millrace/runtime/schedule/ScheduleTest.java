package dev.millrace.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Outcome FAILED =
      new Outcome.Retry(new ReconcileFailure(GeneralReason.FAILED, "no"));

  private final Schedule<String> schedule =
      new Schedule<>(
          new Jitter(0, new Random(1)),
          new Backoff<>(Duration.ofMillis(750), Duration.ofMinutes(15)),
          Duration.ofSeconds(30));

  @Test
  void successComesBackAfterTheInterval() {
    assertThat(next("a", Outcome.ready("ok"))).contains(HOUR);
  }

  @Test
  void objectsWithoutIntervalWaitForEvents() {
    assertThat(schedule.next("a", Outcome.ready("ok"), Duration.ZERO, Optional.empty())).isEmpty();
  }

  @Test
  void failuresBackOffPerObjectUpToTheLimit() {
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      delays.add(next("a", FAILED).orElseThrow().toMillis());
    }
    assertThat(delays).startsWith(750L, 1500L, 3000L, 6000L).endsWith(768_000L, 900_000L, 900_000L);
    assertThat(next("b", FAILED)).contains(Duration.ofMillis(750));
  }

  @Test
  void neverOverflowsHoweverOftenAnObjectFails() {
    for (int i = 0; i < 200; i++) {
      next("a", FAILED);
    }
    assertThat(next("a", FAILED)).contains(Duration.ofMinutes(15));
  }

  @Test
  void successForgetsFailures() {
    next("a", FAILED);
    next("a", FAILED);
    next("a", Outcome.ready("ok"));
    assertThat(next("a", FAILED)).contains(Duration.ofMillis(750));
  }

  @Test
  void aRetryIntervalOfTheObjectReplacesBackoff() {
    Optional<Duration> own = Optional.of(Duration.ofMinutes(2));
    assertThat(schedule.next("a", FAILED, HOUR, own)).isEqualTo(own);
    assertThat(schedule.next("a", FAILED, HOUR, own)).isEqualTo(own);
  }

  @Test
  void aRetryIntervalOfZeroNeverLetsAnObjectFailWithoutAPause() {
    Optional<Duration> zero = Optional.of(Duration.ZERO);
    assertThat(schedule.next("a", FAILED, HOUR, zero)).contains(Duration.ofMillis(750));
    assertThat(schedule.next("a", FAILED, HOUR, zero)).contains(Duration.ofMillis(1500));
  }

  @Test
  void waitingUsesItsOwnDelay() {
    var waiting =
        new Outcome.Waiting(GeneralReason.DEPENDENCY_NOT_READY, "b", Duration.ofSeconds(5));
    assertThat(next("a", waiting)).contains(Duration.ofSeconds(5));
  }

  @Test
  void stalledAndSuspendedObjectsWaitForEvents() {
    assertThat(next("a", new Outcome.Stalled(GeneralReason.ACCESS_DENIED, "no"))).isEmpty();
    assertThat(next("a", new Outcome.Suspended())).isEmpty();
  }

  @Test
  void whatIsTakenOverIsDueWithinAnIntervalFromWhenItsOwnerWasLastSeen() {
    Duration unattended = Duration.ofMinutes(20);
    for (int i = 0; i < 1000; i++) {
      assertThat(schedule.takenOver(HOUR, unattended).orElseThrow())
          .isBetween(Duration.ZERO, HOUR.minus(unattended));
    }
  }

  @Test
  void whatIsOverdueWhenItIsTakenOverIsRunSoonAndNotAllInOneMoment() {
    Set<Duration> delays = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      delays.add(schedule.takenOver(Duration.ofSeconds(10), HOUR).orElseThrow());
    }
    assertThat(delays).hasSizeGreaterThan(50).allMatch(each -> each.toSeconds() < 5);
  }

  @Test
  void whatHasNoIntervalIsNotDueAfterATakeover() {
    assertThat(schedule.takenOver(Duration.ZERO, HOUR)).isEmpty();
  }

  @Test
  void jitterStaysWithinItsPercentage() {
    Jitter jitter = new Jitter(5, new Random(42));
    for (int i = 0; i < 1000; i++) {
      assertThat(jitter.around(HOUR)).isBetween(Duration.ofMinutes(57), Duration.ofMinutes(63));
    }
    assertThat(jitter.around(HOUR)).isNotEqualTo(jitter.around(HOUR));
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> new Jitter(100, new Random())).hasMessageContaining("0 to 99");
    assertThatThrownBy(() -> new Backoff<>(HOUR, Duration.ofSeconds(1)))
        .hasMessageContaining("in order");
  }

  private Optional<Duration> next(String key, Outcome outcome) {
    return schedule.next(key, outcome, HOUR, Optional.empty());
  }
}
